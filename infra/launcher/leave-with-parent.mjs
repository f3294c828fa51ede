// Loaded with --import into programs that are not ours: they leave when the launcher is gone.
process.on("disconnect", () => process.exit(0));
