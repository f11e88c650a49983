// Door of the kernel: what every area may use.
export { sha256, toHex } from './hash.ts';
export { hashSchema, idSchema, newId, randomHex, type Hash, type Id } from './ids.ts';
export { formatMoney, MICROS_PER_DOLLAR, toMicros, type Micros } from './money.ts';
export { Problem, PROBLEM_TYPE, problemSchema, problemsOf, type ProblemDocument, type ProblemKind } from './problem.ts';
export { problem } from './problems.ts';
export { text } from './text.ts';
