// The application runs in the browser alone: a server render would know none of the data, which lives on the device.
export const ssr = false;
export const prerender = false;

/** Whoever looks at something shared gets no account and no studio, not even to download. Others' comes beside their page. */
export const load = async ({ route }: { route: { id: string | null } }) => ({
  Studio: route.id === '/share' ? undefined : (await import('./Studio.svelte')).default
});
