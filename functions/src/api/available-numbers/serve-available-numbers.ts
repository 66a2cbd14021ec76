import { listNumberKinds, searchAvailableNumbers } from '@casillero/domain/api/available-numbers';
import { fail, ok } from '@casillero/domain/result';
import type { NumberShop } from '../../usecases/numbers/ports.ts';
import { providerFailure } from '../provider-failure.ts';
import { type Served, serve } from '../serve.ts';

/** Numbers for sale (R52). */
export const serveAvailableNumbers = (deps: { readonly shop: () => NumberShop }): Served[] => [
  serve(listNumberKinds, async ({ params: { country } }) => {
    const kinds = await deps.shop().kinds(country);
    if (kinds.ok) return ok({ kinds: [...kinds.value] });
    return kinds.failure.code === 'missing' ? unknownCountry(country) : providerFailure(kinds.failure);
  }),
  serve(searchAvailableNumbers, async ({ params: { country }, query }) => {
    const numbers = await deps.shop().search({ country, ...query });
    if (numbers.ok) return ok({ numbers: [...numbers.value] });
    if (numbers.failure.code !== 'missing') return providerFailure(numbers.failure);
    return fail(
      'unknown-kind',
      `There are no ${query.kind} numbers for sale in ${country}.`,
      'Look at the kinds of that country.',
    );
  }),
];

const unknownCountry = (country: string) =>
  fail('unknown-country', `No numbers are sold in ${country}.`, 'Choose another country.');
