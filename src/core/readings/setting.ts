import { z } from 'zod';
import type { Exact } from '../values/exact.js';
import type { Term } from '../values/term.js';

/** A parameter that a reading sets: the value under each of the reading's options. */
export interface ReadingSetting<V> {
  readonly reading: string;
  readonly options: Readonly<Record<string, V>>;
}

/** Data as it is once every setting in it has its value. */
export type Resolved<T> =
  T extends ReadingSetting<infer V>
    ? Resolved<V>
    : T extends Exact | Term | string | number | boolean | null | undefined
      ? T
      : { readonly [K in keyof T]: Resolved<T[K]> };

/** Which option of each reading is in force, by the reading's code. */
export type Choice = Readonly<Record<string, string>>;

/** A parameter's value, or the reading that sets it with the value under each option. */
export const setting = <S extends z.ZodType>(value: S) =>
  z.union([value, z.strictObject({ reading: z.string(), options: z.record(z.string(), value) })]);

const isSetting = (node: object): node is ReadingSetting<unknown> => 'reading' in node && 'options' in node;

/** Data that may hold settings: lists and plain objects. Whatever has a class of its own is a value. */
const isTree = (node: unknown): node is object => {
  if (typeof node !== 'object' || node === null) return false;
  return Array.isArray(node) || Object.getPrototypeOf(node) === Object.prototype;
};

/** Every setting in a piece of data, with its place in it: `rule.partSteps`. */
export function settingsIn(node: unknown, path = ''): { readonly path: string; readonly setting: ReadingSetting<unknown> }[] {
  if (!isTree(node)) return [];
  if (isSetting(node)) return [{ path, setting: node }];
  return Object.entries(node).flatMap(([key, child]) =>
    settingsIn(child, Array.isArray(node) ? `${path}[${key}]` : path ? `${path}.${key}` : key),
  );
}

/** The codes of the readings that set something in a piece of data. */
export const readingsIn = (node: unknown): string[] => [...new Set(settingsIn(node).map(({ setting: { reading } }) => reading))];

/** The data with each setting replaced by its value under the choice, which has an option for each; throws where it has none. */
export function resolveSettings<T>(node: T, choice: Choice): Resolved<T> {
  if (!isTree(node)) return node as Resolved<T>;
  if (isSetting(node)) return optionOf(node, choice) as Resolved<T>;
  if (Array.isArray(node)) return node.map((child) => resolveSettings(child, choice)) as Resolved<T>;
  return Object.fromEntries(Object.entries(node).map(([key, child]) => [key, resolveSettings(child, choice)])) as Resolved<T>;
}

function optionOf({ reading, options }: ReadingSetting<unknown>, choice: Choice): unknown {
  const option = choice[reading];
  // A choice made for another version of a contract would otherwise score by no option at all, and nobody would see it.
  if (option === undefined || !Object.hasOwn(options, option)) throw new RangeError(`no option of reading ${reading}: ${option}`);
  return options[option];
}

/**
 * A piece of data under every choice, each resolved once.
 *
 * Scoring asks for the same few choices over and over, so what follows from one is kept.
 */
export class Settable<T> {
  readonly readings: readonly string[];
  private readonly resolved = new Map<string, Resolved<T>>();
  // Case after case is scored under the same choice, the readings' defaults: its key is not written again each time.
  private lastChoice: Choice | null = null;
  private lastKey = '';

  constructor(private readonly data: T) {
    this.readings = readingsIn(data);
  }

  /** Names the options that matter to this piece of data. */
  keyOf(choice: Choice): string {
    if (choice === this.lastChoice) return this.lastKey;
    let key = '';
    for (const reading of this.readings) key += `${choice[reading]} `;
    this.lastChoice = choice;
    this.lastKey = key;
    return key;
  }

  under(choice: Choice): Resolved<T> {
    const key = this.keyOf(choice);
    let value = this.resolved.get(key);
    if (value === undefined) {
      value = resolveSettings(this.data, choice);
      this.resolved.set(key, value);
    }
    return value;
  }
}
