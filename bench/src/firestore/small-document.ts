/** Documents that lie in the collection when the measuring begins. */
export const SEEDED = 10_000;
/** Documents are spread evenly over so many groups. */
export const GROUPS = 100;

/** A small document, as applications have them: values of all common types. */
export function smallDocument(i: number) {
  return {
    number: i,
    group: i % GROUPS,
    customer: `Customer ${(i * 7919) % SEEDED}`,
    state: i % 3 === 0 ? 'open' : 'closed',
    total: ((i * 104_729) % 100_000) / 100,
    createdAt: new Date(1_700_000_000_000 + i * 1000),
    tags: ['a', `t${i % 10}`],
    address: { street: `Calle ${i % 50}`, city: 'San Salvador' },
    paid: i % 2 === 0,
  };
}

/** The name of the i-th document of the collection. */
export const idOf = (i: number): string => `order-${String(i).padStart(6, '0')}`;
