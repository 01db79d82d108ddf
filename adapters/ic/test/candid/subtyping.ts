/** Where one Candid interface cannot stand in for another (Candid specification: Upgrading and subtyping). */

import { IDL } from "@icp-sdk/core/candid";

/**
 * What of `wanted` the service `offered` does not keep. A reply may not have more cases than its caller knows; as
 * error variants do grow, that is told in words of its own.
 *
 * @returns a line for each difference, empty when whoever was written for `wanted` can call `offered`
 */
export function differences(offered: IDL.ServiceClass, wanted: IDL.ServiceClass): string[] {
  const methods = new Map(offered._fields);
  return wanted._fields.flatMap(([name, method]) => {
    const ours = methods.get(name);
    if (ours === undefined) return [`${name}: missing`];
    const mode = modeOf(ours) === modeOf(method) ? [] : [`${name}: ${modeOf(ours)}, not ${modeOf(method)}`];
    const args = method.argTypes.flatMap((type, i) =>
      subtype(type, ours.argTypes[i] ?? IDL.Opt(IDL.Empty), `${name} argument`),
    );
    const reply = ours.retTypes.flatMap((type, i) =>
      subtype(type, method.retTypes[i] ?? IDL.Reserved, `${name} reply`),
    );
    return [...mode, ...args, ...reply];
  });
}

const modeOf = ({ annotations }: IDL.FuncClass): string => annotations[0] ?? "update";

/** Why a value of `low` is not always one of `high`. */
function subtype(low: IDL.Type, high: IDL.Type, path: string): string[] {
  if (high instanceof IDL.ReservedClass || low instanceof IDL.EmptyClass) return [];
  if (low instanceof IDL.RecordClass && high instanceof IDL.RecordClass)
    return recordSubtype(low, high, path);
  if (low instanceof IDL.VariantClass && high instanceof IDL.VariantClass) {
    const cases = new Map(high._fields);
    return low._fields.flatMap(([name, type]) => {
      const wanted = cases.get(name);
      return wanted === undefined ? [`${path}: also ${name}`] : subtype(type, wanted, `${path}.${name}`);
    });
  }
  if (low instanceof IDL.VecClass && high instanceof IDL.VecClass) {
    return subtype(elementOf(low), elementOf(high), `${path}[]`);
  }
  if (high instanceof IDL.OptClass) {
    // Whatever does not fit reads as none; what was never optional is told all the same.
    return subtype(low instanceof IDL.OptClass ? elementOf(low) : low, elementOf(high), path);
  }
  return low.name === high.name ? [] : [`${path}: ${low.name}, not ${high.name}`];
}

function recordSubtype(low: IDL.RecordClass, high: IDL.RecordClass, path: string): string[] {
  const fields = new Map(low._fields);
  return high._fields.flatMap(([name, wanted]) => {
    const type = fields.get(name);
    if (type !== undefined) return subtype(type, wanted, `${path}.${name}`);
    return wanted instanceof IDL.OptClass ? [] : [`${path}.${name}: missing`];
  });
}

const elementOf = (type: IDL.VecClass<unknown> | IDL.OptClass<unknown>): IDL.Type => type._type;
