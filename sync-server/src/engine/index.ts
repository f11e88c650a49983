// Door of the engine: the one way to the provider or the sandbox.
export { Catalogue } from './catalogue/catalogue.ts';
export { sandboxLimits } from './engine.ts';
export type { AccountLevel, Engine, EngineLimits, Prediction, Submission } from './engine.ts';
export { Engines, type EngineMaker, type KeyFacts, type KeyListener } from './engines.ts';
export { inputsOf } from './inputs.ts';
export { KeyKeeping } from './key-keeping.ts';
export { keyOfPurse, type KeyName } from './keys.ts';
export { createProvider, type ProviderOptions } from './provider.ts';
export { Quotes } from './quotes.ts';
export { engineRoutes, type EngineRoutesOptions } from './routes.ts';
export { createSandboxEngine } from './sandbox-engine.ts';
export { sandboxTokens, type SandboxTokens } from './sandbox-tokens.ts';
export type { Sandbox, SandboxOptions } from './sandbox/options.ts';
export { createSandbox } from './sandbox/sandbox.ts';
export { Uploads, type FileToUpload } from './uploads.ts';
export { webhookAddress, Webhooks, type PredictionSink } from './webhooks.ts';
export { webhookRoutes } from './webhook-routes.ts';
