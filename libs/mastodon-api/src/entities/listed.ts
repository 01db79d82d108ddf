/** Lists of an entity, most of which are empty: an interpreter takes longer to map none than to see that there is none. */

export function listed<Item, Written>(items: readonly Item[], write: (item: Item) => Written): Written[] {
  return items.length === 0 ? [] : items.map((item) => write(item));
}
