import { changeCustomer, createCustomer, matchCustomerEndpoint } from '@casillero/domain/api/customers';
import type { KnownCustomer } from '@casillero/domain/customer/match-customer';
import { ok, type Result } from '@casillero/domain/result';
import { type CanonicalPhone, parsePhone } from '@casillero/domain/sender/phone';
import type { FindCustomer } from '../../usecases/customers/find-customer.ts';
import type { ChangeCustomer, CreateCustomer } from '../../usecases/customers/write-customers.ts';
import { type Served, serve } from '../serve.ts';

/** The tenant's own customers (R18). */
export const serveCustomers = (deps: {
  findCustomer: FindCustomer;
  create: CreateCustomer;
  change: ChangeCustomer;
}): readonly Served[] => [
  serve(matchCustomerEndpoint, async ({ params, query }) => {
    const phone = phoneOf(query.phone ?? null);
    if (!phone.ok) return phone;
    const match = await deps.findCustomer(params.tenantId, query.name, phone.value);
    const candidates = match.kind === 'matched' ? [match.customer] : match.kind === 'choose' ? match.candidates : [];
    return ok({ kind: match.kind, candidates: candidates.map(asAnswer) });
  }),
  serve(createCustomer, async ({ params, body }) => {
    const phone = phoneOf(body.phone);
    if (!phone.ok) return phone;
    return answered(await deps.create(params.tenantId, { name: body.name, phone: phone.value, notes: body.notes }));
  }),
  serve(changeCustomer, async ({ params, body }) => {
    const phone = body.phone === undefined ? ok(undefined) : phoneOf(body.phone);
    if (!phone.ok) return phone;
    const { name, notes } = body;
    return answered(
      await deps.change(params.tenantId, params.customerId, {
        ...(name === undefined ? {} : { name }),
        ...(phone.value === undefined ? {} : { phone: phone.value }),
        ...(notes === undefined ? {} : { notes }),
      }),
    );
  }),
];

/** Empty is none: that is how a form takes a phone away. */
const phoneOf = (typed: string | null): Result<CanonicalPhone | null, 'not-a-phone'> =>
  typed === null || typed === '' ? ok(null) : parsePhone(typed, 'person');

const answered = <Code extends string>(result: Result<KnownCustomer, Code>) =>
  result.ok ? ok(asAnswer(result.value)) : result;

const asAnswer = ({ id, record: { name, phone, notes } }: KnownCustomer) => ({ id, name, phone, notes });
