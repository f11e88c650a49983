// The application runs in the browser alone: a server render would know none of the data, which lives on the device.
export const ssr = false;
export const prerender = false;
