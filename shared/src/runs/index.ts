// Door of runs: requests for many results, and their items.
export { itemProblem, runProblem, type ItemProblem } from './problems.ts';
export {
  countStates,
  finalStates,
  isFinal,
  isInFlight,
  itemStates,
  mayFollow,
  mayRetry,
  noItems,
  runStateOf,
  variationOf,
  type ItemCounts
} from './rules.ts';
export {
  itemChoiceSchema,
  itemSchema,
  itemStateSchema,
  MAX_ITEMS,
  newRunSchema,
  runPageSchema,
  runSchema,
  runStateSchema,
  runSummarySchema,
  type Item,
  type ItemState,
  type NewRun,
  type Run,
  type RunPage,
  type RunState,
  type RunSummary
} from './run.ts';
