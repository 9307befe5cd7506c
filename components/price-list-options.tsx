interface PriceListOptionsProps {
  /** The words for having none. */
  none: string;
  priceLists: readonly { id: string; name: string }[];
}

/** The options of a choice between list prices and a seller's price lists. */
export function PriceListOptions({ none, priceLists }: PriceListOptionsProps) {
  return (
    <>
      <option value="">{none}</option>
      {priceLists.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </>
  );
}
