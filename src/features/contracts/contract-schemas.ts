import { z } from 'zod';
import { calendarShape } from '../../core/contract/contract-shapes.js';
import { FILE_SHAPES } from '../../core/contract/read-contract.js';

/** The JSON Schema of every data file, by the file's name: what an editor checks and completes a contract's YAML with. */
export function contractJsonSchemas(): ReadonlyMap<string, object> {
  const shapes: Record<string, z.ZodType> = { ...FILE_SHAPES, calendar: calendarShape };
  return new Map(
    Object.entries(shapes).map(([name, shape]) => [
      name,
      { title: `${name}.yaml`, ...z.toJSONSchema(shape, { io: 'input', reused: 'ref' }) },
    ]),
  );
}
