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
export { quoteRequestSchema, quoteSchema, type Quote, type QuoteRequest } from './quote.ts';
export { aheadOf, etaOf, type EtaFacts, type QueuedRun } from './eta.ts';
export { recipeOfItem } from './item-recipe.ts';
export {
  doubtSchema,
  itemChangeSchema,
  itemChoiceSchema,
  itemDetailSchema,
  itemEventSchema,
  itemSchema,
  itemStateSchema,
  MAX_ITEMS,
  newRunSchema,
  priorityChangeSchema,
  prioritySchema,
  runModeSchema,
  runPageSchema,
  runSchema,
  runStateSchema,
  runSummarySchema,
  settlementSchema,
  type Doubt,
  type Item,
  type ItemChange,
  type ItemDetail,
  type ItemEvent,
  type ItemState,
  type NewRun,
  type Priority,
  type Run,
  type RunMode,
  type RunPage,
  type RunState,
  type RunSummary,
  type Settlement
} from './run.ts';
export { titleOf } from './title.ts';
