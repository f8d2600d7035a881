package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"goldseam/internal/nearest"
	"goldseam/internal/schema"
)

// listKinds says where the kinds are listed, which are too many for a line.
const listKinds = "goldseam schema --help lists the kinds"

func (a *app) schemaCommand() *cobra.Command {
	long := "Print the JSON Schema of the YAML that an author writes, for editors.\n\nKinds:\n"
	for _, k := range schema.Kinds() {
		long += fmt.Sprintf("  %-27s %s\n", k.Name, k.Where)
	}
	var editor bool
	cmd := &cobra.Command{
		Use: "schema [KIND]", Short: "Print the JSON Schema of what an author writes", Long: long + "\nWithout a kind it prints all of them in one document. With --editor it writes\nthem into the folder of your edition instead, for Visual Studio Code.",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 && !editor {
				return &failure{"give one kind, or none for all", listKinds, exitUsage}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if editor {
				return a.editors(cmd.Context(), folderArg(args))
			}
			text := schema.All()
			if len(args) == 1 {
				var ok bool
				if text, ok = schema.Of(args[0]); !ok {
					hint := listKinds
					if best := nearest.Name(args[0], schema.Names()); best != "" {
						hint = fmt.Sprintf("did you mean %q?", best)
					}
					return &failure{fmt.Sprintf("there is no kind %q", args[0]), hint, exitUsage}
				}
			}
			_, err := a.out.Write(text)
			return err
		},
	}
	cmd.Flags().BoolVar(&editor, "editor", false, "write them to .vscode in the FOLDER of your edition, given in place of a kind")
	return cmd
}
