/** Contract: random operations give what a plain list of rows gives. */

import type * as FastCheck from "fast-check";
import { StoreError } from "../../store/error.ts";
import { compareScalars, type Scalar } from "../../store/order.ts";
import type { ScanOptions, Store, Turn, View } from "../../store/store.ts";
import type { Row } from "../../store/table.ts";
import { same } from "./assert.ts";
import { START, type ContractCase } from "./harness.ts";
import { contractSchema, parts, thing, things } from "./schema.ts";

type Thing = Row<typeof things>;
type Part = Row<typeof parts>;
type Model = { readonly things: readonly Thing[]; readonly parts: readonly Part[] };

/** A refusal; where a row breaks several constraints, an engine may name any of them. */
class Refusal {
  readonly code: string;
  readonly constraints: readonly (string | undefined)[];

  constructor(code: string, constraints: readonly (string | undefined)[]) {
    this.code = code;
    this.constraints = constraints;
  }
}

/** What an operation answers, and what it leaves. */
type Answer = readonly [unknown, Model];

interface Operation {
  readonly text: string;
  readonly real: (turn: Turn) => Promise<unknown>;
  readonly ideal: (model: Model) => Answer;
}

const INDEXES = {
  primary: ["id"],
  byRank: ["rank", "id"],
  byKind: ["kind", "rank", "size", "id"],
  byNote: ["note", "id"],
} as const;

/** The property, as a contract case. @param fc the fast-check module. */
export function modelCase(fc: typeof FastCheck): ContractCase {
  return {
    name: "answers random operations as a list of rows does",
    run: async (open) => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(
            fc.record({
              throws: fc.boolean(),
              operations: fc.array(operation(fc), { maxLength: 20, size: "max" }),
            }),
            {
              maxLength: 6,
              size: "max",
            },
          ),
          async (turns) => {
            const opened = await open({ schema: contractSchema, clock: () => START });
            try {
              await play(opened.store, turns);
            } finally {
              await opened.close();
            }
          },
        ),
        { numRuns: 40 },
      );
    },
  };
}

async function play(
  store: Store,
  turns: readonly { readonly throws: boolean; readonly operations: readonly Operation[] }[],
): Promise<void> {
  let committed: Model = { things: [], parts: [] };
  for (const { throws, operations } of turns) {
    let model = committed;
    await store
      .turn(1n, async (turn) => {
        for (const { text, real, ideal } of operations) {
          const [expected, next] = ideal(model);
          await expectAnswer(real(turn), expected, text);
          model = next;
        }
        if (throws) throw new Undo();
      })
      .catch((error: unknown) => {
        if (!(error instanceof Undo)) throw error;
      });
    if (!throws) committed = model;
    const { things: wanted } = committed;
    await store.view(1n, async (view) => {
      same((await view.scan(things, { limit: 1000 })).rows, sorted(wanted, INDEXES.primary), "all things");
      same(
        (await view.scan(parts, { limit: 1000 })).rows,
        sorted(committed.parts, ["thingId", "place"]),
        "all parts",
      );
    });
  }
}

class Undo extends Error {}

async function expectAnswer(attempt: Promise<unknown>, expected: unknown, text: string): Promise<void> {
  let result: unknown;
  try {
    result = await attempt;
  } catch (error) {
    if (!(error instanceof StoreError) || !(expected instanceof Refusal)) throw error;
    same(error.code, expected.code, text);
    same(
      expected.constraints.includes(error.constraint),
      true,
      `${text} may name ${String(error.constraint)}`,
    );
    return;
  }
  same(result, expected, text);
}

function sorted<R extends object>(rows: readonly R[], columns: readonly (keyof R)[]): R[] {
  return rows.toSorted((a, b) => compared(a, b, columns));
}

function compared<R extends object>(a: R, b: Partial<R>, columns: readonly (keyof R)[]): number {
  for (const name of columns) {
    if (b[name] === undefined) continue;
    const difference = compareScalars(a[name] as Scalar, b[name] as Scalar);
    if (difference !== 0) return difference;
  }
  return 0;
}

function operation(fc: typeof FastCheck): FastCheck.Arbitrary<Operation> {
  const id = fc.bigInt({ min: 0n, max: 7n });
  const row = fc
    .record({
      id,
      name: fc.constantFrom("a", "b", "c", "d", "e", "f", "\uffff", "\u{10000}"),
      rank: fc.option(fc.integer({ min: -1, max: 1 })),
      size: fc.constantFrom(0n, 2n ** 62n),
      kind: fc.constantFrom("a" as const, "b" as const),
      note: fc.option(fc.constantFrom("", "n")),
    })
    .map((values) => thing(values));
  const part = fc.record({ thingId: id, place: fc.constantFrom("p", "q"), label: fc.constantFrom("", "l") });
  const change = fc
    .tuple(row, fc.subarray(["name", "rank", "kind", "note", "size"] as const))
    .map(([values, names]): Partial<Thing> => Object.fromEntries(names.map((name) => [name, values[name]])));
  const named = (text: string, subject: unknown): string =>
    `${text} ${JSON.stringify(subject, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value))}`;

  return fc.oneof(
    { weight: 4, arbitrary: row.map((values) => insertion(named("insert", values), values)) },
    row.map((values): Operation => ({
      text: named("insertIfAbsent", values),
      real: (turn) => turn.insertIfAbsent(things, values),
      ideal: (model) =>
        clashes(model, values, undefined).length === 0
          ? [true, { ...model, things: [...model.things, values] }]
          : [false, model],
    })),
    { weight: 2, arbitrary: row.map((values) => replacement(named("put", values), values)) },
    fc.tuple(id, change).map(([key, values]): Operation => ({
      text: named("update", [key, values]),
      real: (turn) => turn.update(things, { id: key }, values),
      ideal: (model) => {
        const before = model.things.find((one) => one.id === key);
        if (before === undefined) return [false, model];
        const [result, next] = replaced(model, { ...before, ...values });
        return [result instanceof Refusal ? result : true, next];
      },
    })),
    id.map((key): Operation => ({
      text: named("delete", key),
      real: (turn) => turn.delete(things, { id: key }),
      ideal: (model) => [
        model.things.some((one) => one.id === key),
        {
          things: model.things.filter((one) => one.id !== key),
          parts: model.parts.filter((one) => one.thingId !== key),
        },
      ],
    })),
    part.map((values): Operation => ({
      text: named("put part", values),
      real: (turn) => turn.put(parts, values),
      ideal: (model) => {
        if (!model.things.some((one) => one.id === values.thingId))
          return [new Refusal("foreign_key_violation", [undefined]), model];
        const others = model.parts.filter(
          (one) => one.thingId !== values.thingId || one.place !== values.place,
        );
        return [undefined, { ...model, parts: [...others, values] }];
      },
    })),
    { weight: 4, arbitrary: scan(fc, row) },
  );
}

function insertion(text: string, values: Thing): Operation {
  return {
    text,
    real: (turn) => turn.insert(things, values),
    ideal: (model) => {
      const broken = clashes(model, values, undefined);
      return broken.length === 0
        ? [undefined, { ...model, things: [...model.things, values] }]
        : [new Refusal("unique_violation", broken), model];
    },
  };
}

function replacement(text: string, values: Thing): Operation {
  return { text, real: (turn) => turn.put(things, values), ideal: (model) => replaced(model, values) };
}

function replaced(model: Model, values: Thing): Answer {
  const broken = clashes(model, values, values.id);
  if (broken.length > 0) return [new Refusal("unique_violation", broken), model];
  const others = model.things.filter((one) => one.id !== values.id);
  return [undefined, { ...model, things: [...others, values] }];
}

/** The constraints that another row than `self` stands in the way of. */
function clashes(model: Model, values: Thing, self: bigint | undefined): string[] {
  const others = model.things.filter((one) => one.id !== self);
  const { id, name, kind, note } = values;
  return [
    ...(others.some((one) => one.id === id) ? ["primary"] : []),
    ...(others.some((one) => one.name === name) ? ["name"] : []),
    ...(note !== null && others.some((one) => one.kind === kind && one.note === note) ? ["note"] : []),
  ];
}

function scan(fc: typeof FastCheck, row: FastCheck.Arbitrary<Thing>): FastCheck.Arbitrary<Operation> {
  return fc
    .record({
      index: fc.constantFrom("primary" as const, "byRank" as const, "byKind" as const, "byNote" as const),
      fixed: fc.nat({ max: 2 }),
      values: row,
      after: fc.option(fc.tuple(row, fc.integer({ min: 1, max: 2 }))),
      before: fc.option(fc.tuple(row, fc.integer({ min: 1, max: 2 }))),
      reverse: fc.boolean(),
      limit: fc.integer({ min: 1, max: 5 }),
    })
    .map(({ index, fixed, values, after, before, reverse, limit }): Operation => {
      const columns: readonly (keyof Thing)[] = INDEXES[index];
      const pick = (source: Thing, from: number, to: number): Partial<Thing> =>
        Object.fromEntries(columns.slice(from, to).map((name) => [name, source[name]]));
      const equals = pick(values, 0, fixed);
      const options: ScanOptions<typeof things> = {
        index,
        equals,
        reverse,
        limit,
        ...(after === null ? {} : { after: pick(after[0], fixed, fixed + after[1]) }),
        ...(before === null ? {} : { before: pick(before[0], fixed, fixed + before[1]) }),
      };
      const isRefused = [equals, options.after ?? {}, options.before ?? {}].some((given) =>
        Object.values(given).includes(null),
      );
      const indexed = ({ things: all }: Model): Thing[] =>
        sorted(
          all.filter((one) => columns.every((name) => one[name] !== null)),
          columns,
        );
      const ideal = (model: Model): Answer => {
        if (isRefused) return [new Refusal("invalid_scan", [undefined]), model];
        const rows = indexed(model).filter(
          (one) =>
            compared(one, equals, columns) === 0 &&
            (isEmpty(options.after) || compared(one, options.after ?? {}, columns) > 0) &&
            (isEmpty(options.before) || compared(one, options.before ?? {}, columns) < 0),
        );
        if (reverse) rows.reverse();
        return [{ rows: rows.slice(0, limit), hasNext: rows.length > limit, count: counted(model) }, model];
      };
      const counted = (model: Model): number =>
        indexed(model).filter((one) => compared(one, equals, columns) === 0).length;
      const real = async (view: View): Promise<unknown> => {
        const page = await view.scan(things, options);
        const count = await view.count(things, { index, equals });
        return { rows: page.rows, hasNext: page.next !== undefined, count };
      };
      return { text: `scan ${index}`, real, ideal };
    });
}

const isEmpty = (bound: object | undefined): boolean =>
  bound === undefined || Object.keys(bound).length === 0;
