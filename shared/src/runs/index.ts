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
export { recipeOfItem } from './item-recipe.ts';
export {
  itemChangeSchema,
  itemChoiceSchema,
  itemSchema,
  itemStateSchema,
  MAX_ITEMS,
  newRunSchema,
  runModeSchema,
  runPageSchema,
  runSchema,
  runStateSchema,
  runSummarySchema,
  type Item,
  type ItemChange,
  type ItemState,
  type NewRun,
  type Run,
  type RunMode,
  type RunPage,
  type RunState,
  type RunSummary
} from './run.ts';
