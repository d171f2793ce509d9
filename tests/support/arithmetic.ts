import { Exact, greatest, least } from '../../src/core/values/exact.js';

const TOKEN = /\s*(\d+(?:\.\d+)?|max|min|[-+*/(),])/y;

/** Evaluates the arithmetic of a line exactly: decimals, `+ - * /`, brackets, `min` and `max`. Throws for anything else. */
export function evaluateArithmetic(text: string): Exact {
  const tokens = tokensOf(text);
  let next = 0;
  const accept = (token: string): boolean => {
    if (tokens[next] !== token) return false;
    next += 1;
    return true;
  };
  const require = (token: string): void => {
    if (!accept(token)) throw new Error(`${token} expected instead of ${tokens[next]} in ${text}`);
  };

  function sum(): Exact {
    let value = product();
    for (;;) {
      if (accept('+')) value = value.plus(product());
      else if (accept('-')) value = value.minus(product());
      else return value;
    }
  }

  function product(): Exact {
    let value = factor();
    for (;;) {
      if (accept('*')) value = value.times(factor());
      else if (accept('/')) value = value.dividedBy(factor());
      else return value;
    }
  }

  function factor(): Exact {
    if (accept('-')) return factor().negated();
    if (accept('max')) return list().reduce(greatest);
    if (accept('min')) return list().reduce(least);
    if (accept('(')) {
      const value = sum();
      require(')');
      return value;
    }
    const token = tokens[next] ?? '';
    next += 1;
    return Exact.of(token);
  }

  function list(): Exact[] {
    require('(');
    const values = [sum()];
    while (accept(',')) values.push(sum());
    require(')');
    return values;
  }

  const value = sum();
  if (next < tokens.length) throw new Error(`${tokens[next]} is left over in ${text}`);
  return value;
}

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (!match) throw new Error(`cannot read ${text.slice(at)} in ${text}`);
    tokens.push(match[1]!);
  }
  return tokens;
}
