package diag

// Code names a kind of problem, the same for ever, for editors and scripts.
type Code string
