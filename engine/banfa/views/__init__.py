"""What a process and its cases look like to people: computed from `Process`, never written by hand."""
