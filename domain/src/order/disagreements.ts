import { z } from 'zod';

/**
 * What two engines read differently in one picture, for a person to decide (R16): the field, and what each saw. Money and
 * tracking numbers only, where a silent mistake costs most. `total`: null where an engine saw none. `tracking`: the
 * numbers that only one of them saw.
 */
export const disagreementSchema = z.discriminatedUnion('field', [
  z.object({ field: z.literal('total'), vision: z.number().nullable(), ocr: z.number().nullable() }),
  z.object({ field: z.literal('tracking'), vision: z.array(z.string()), ocr: z.array(z.string()) }),
]);

export type Disagreement = z.infer<typeof disagreementSchema>;
