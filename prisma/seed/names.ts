const FIRST =
  "Aisha Anders Beatriz Carlos Chiara Daniel Elif Emma Farid Fiona Gabriel Hana Henrik Ines Ivan Jana Jonas Keiko Lars Leila Liam Lucia Marek Maya Mei Nadia Nils Nora Oscar Paula Pierre Priya Ravi Rosa Samir Sofia Tariq Thandi Viktor Yuki".split(
    " ",
  );
const LAST =
  "Abbott Adeyemi Berg Bianchi Brandt Castillo Chen Costa Dubois Eriksen Farouk Fontaine Garcia Greenwood Hansen Hoffmann Ito Jansen Kaya Keller Khan Kovacs Larsen Lindqvist Marino Mbeki Moreau Nakamura Nguyen Novak Okafor Patel Petrov Quinn Rahman Ricci Sato Schmidt Tanaka Walsh".split(
    " ",
  );

/** The n-th invented person: no first and last name meet twice within 1,600. */
export function personName(index: number): string {
  const first = FIRST[index % FIRST.length];
  const last = LAST[(index * 7 + Math.floor(index / FIRST.length)) % LAST.length];
  return `${first} ${last}`;
}
