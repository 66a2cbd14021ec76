import { expect, test } from 'vitest';
import { proto, requestOf, sourceOf } from './conformance/ask.ts';
import { type CoverageNode, newCoverage } from './coverage.ts';
import { authorize, compileRules } from './ruleset.ts';

function covered(condition: string, requests: Parameters<typeof requestOf>[0][]) {
  const compiled = compileRules(sourceOf({ condition, operation: 'get' }));
  if (!compiled.ok) throw new Error(compiled.issues[0]?.description);
  const coverage = newCoverage(compiled.ruleset);
  for (const situation of requests) {
    authorize(compiled.ruleset, { ...requestOf({ operation: 'get', ...situation }), listener: coverage.listener });
  }
  return coverage.report();
}

/** The tree as source text ▶ values. */
function outline({ rules, report }: ReturnType<typeof covered>): unknown[] {
  const text = rules.files[0]?.content ?? '';
  const shown = ({ sourcePosition: { currentOffset, endOffset }, values, children }: CoverageNode): unknown => [
    `${text.slice(currentOffset, endOffset + 1)} ▶ ${values.map(({ value, count }) => `${Object.keys(value)[0] ?? 'never'} ×${count}`).join()}`,
    ...children.map(shown),
  ];
  return report.map(shown);
}

test('#319 coverage of resource.data.v == true after a get ▶ nodes for ==, .v, .data, resource; none for true', () => {
  const report = covered('resource.data.v == true', [{ before: { v: true } }, { before: { v: true } }]);
  expect(outline(report)).toEqual([
    [
      'resource.data.v == true ▶ boolValue ×2',
      ['resource.data.v ▶ boolValue ×2', ['resource.data ▶ mapValue ×2', ['resource ▶ mapValue ×2']]],
    ],
  ]);
});

test('a constant condition has no node', () => {
  expect(covered('true', [{}]).report).toEqual([]);
});

test('what was not evaluated has the empty value, an error its cause and place', () => {
  const report = covered('id == "x" || resource.data.a == 1 || math.abs(1) == 1', [{ path: 'c/y', before: {} }]);
  expect(outline(report)).toEqual([
    [
      'id == "x" || resource.data.a == 1 || math.abs(1) == 1 ▶ boolValue ×1',
      [
        'id == "x" || resource.data.a == 1 ▶ undefined ×1',
        ['id == "x" ▶ boolValue ×1', ['id ▶ stringValue ×1']],
        [
          'resource.data.a == 1 ▶ undefined ×1',
          ['resource.data.a ▶ undefined ×1', ['resource.data ▶ mapValue ×1', ['resource ▶ mapValue ×1']]],
        ],
      ],
      ['math.abs(1) == 1 ▶ boolValue ×1', ['math.abs(1) ▶ intValue ×1']],
    ],
  ]);
  const [top] = report.report;
  const failed = top?.children[0]?.children[1]?.values[0]?.value;
  expect(failed).toMatchObject({
    undefined: { causeMessage: 'Property a is undefined on object.', sourcePosition: { line: 6, column: 30 } },
  });
  const neverEvaluated = covered('true || id == "x"', [{}]).report[0]?.children[0];
  expect(neverEvaluated?.values).toEqual([{ value: {}, count: 0 }]);
});

test.each([
  ['null', null, { nullValue: null }],
  ['an int', 9007199254740993n, { intValue: '9007199254740993' }],
  ['a float', 1.5, { floatValue: 1.5 }],
  ['a text', 'x', { stringValue: 'x' }],
  ['bytes', new Uint8Array([1, 2]), { bytesValue: 'AQI=' }],
  ['a list', [1, null], { listValue: { values: [{ intValue: '1' }, { nullValue: null }] } }],
  ['a map', { a: true }, { mapValue: { fields: { a: { boolValue: true } } } }],
  ['a time', new Date('2024-01-02T03:04:05Z'), { timestampValue: '2024-01-02T03:04:05.000Z' }],
])('%s is reported in its typed form', (_name, value, reported) => {
  const report = covered('resource.data.v == 1', [{ before: { v: value } }]);
  expect(report.report[0]?.children[0]?.values).toEqual([{ value: reported, count: 1 }]);
  expect(proto(value)).toBeDefined();
});
