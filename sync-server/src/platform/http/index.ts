// Door of http: routers, guards, pages and problem answers.
export { addressOf } from './address.ts';
export { hostGuard, originGuard, ownOrigins, rateGuard, type Place } from './guards.ts';
export { requestLog } from './log.ts';
export { pages } from './pages.ts';
export { answer, answers, callerOf, json, router, type Caller, type Env } from './router.ts';
