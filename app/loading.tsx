/** Any page may come: an empty one rather than a skeleton of something else. Segments with a shape of their own show theirs. */
export default function RootLoading() {
  return <div aria-busy="true" className="min-h-dvh" />;
}
