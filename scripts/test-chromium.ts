/**
 * How every test and tool starts the browser: the system's own Chromium, which asks nobody for anything. No sandbox of
 * its own, since containers and root have none to give; nothing on the network but what a page itself loads.
 */
export const chromiumOptions = {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
};
