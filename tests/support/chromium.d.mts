// Types of chromium.mjs, which runs before anything is compiled.
export declare const chromiumArguments: string[];
export declare function findChromium(): string;
