// Goldseam builds guided self-help programs into static sites.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"regexp"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"goldseam/internal/load"
	"goldseam/internal/nearest"
)

// version is the release this source belongs to.
const version = load.Version

func main() {
	cobra.MousetrapHelpText = "" // a double click starts the program, see start
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	keepOpen(os.Stdin, os.Stdout)
	os.Exit(code)
}

// Exit codes.
const (
	exitFine     = 0
	exitProblems = 1
	exitUsage    = 2
)

// failure ends a command with a message for the author, and a hint if there is one.
type failure struct {
	message, hint string
	code          int
}

func (f *failure) Error() string { return f.message }

// fail makes a failure that is not the author's usage.
func fail(message, hint string) error { return &failure{message, hint, exitProblems} }

// errProblems ends a command whose problems were printed already.
var errProblems = errors.New("problems")

// program is what every command works with.
type app struct {
	in       io.Reader
	out, err io.Writer
	base     string // folder of another base program than the one inside
}

// run is the whole program but for the process around it.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	a := &app{in: stdin, out: stdout, err: stderr}
	root := a.commands()
	root.SetArgs(args)
	return a.exit(root.ExecuteContext(ctx))
}

// commands are all commands with their flags.
func (a *app) commands() *cobra.Command {
	root := &cobra.Command{
		Use:           "goldseam",
		Version:       version,
		Short:         "Goldseam builds guided self-help programs into static sites.",
		Long:          "Goldseam builds guided self-help programs into static sites.\n\nA folder may hold an edition (edition.yaml) or a whole program\n(content/program.yaml); anywhere else Goldseam works on the program\nit brings along, Steady Ground.",
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          noCommand,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if !isTerminal(a.in) || !isTerminal(a.out) {
				return cmd.Help()
			}
			return a.start(cmd.Context(), startPlaces())
		},
	}
	root.SetVersionTemplate("goldseam {{.Version}}\n")
	root.SetIn(a.in)
	root.SetOut(a.out)
	root.SetErr(a.err)
	root.CompletionOptions.HiddenDefaultCmd = true
	root.PersistentFlags().StringVar(&a.base, "base", "", "use the program in `FOLDER` as the base instead of the one inside")
	root.AddCommand(a.customizeCommand(), a.statusCommand(), a.updateCommand())
	root.AddCommand(a.newCommand(), a.serveCommand(), a.buildCommand(), a.checkCommand(), a.schemaCommand(), a.versionCommand())
	root.AddCommand(a.publishCommand(), a.verifyCommand(), a.movedCommand())
	root.SetHelpCommand(a.helpCommand())
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return &failure{plainFlag(err), fmt.Sprintf("run \"%s --help\" to see what there is", cmd.CommandPath()), exitUsage}
	})
	for _, cmd := range root.Commands() {
		cmd.Args = plainly(cmd.Args)
	}
	return root
}

// What the library for flags says, with the flag and what was given to it.
var (
	flagUnknown = regexp.MustCompile(`^unknown (?:shorthand )?flag: (?:'.*' in )?(-.*)$`)
	flagEmpty   = regexp.MustCompile(`^flag needs an argument: (?:'.*' in )?(-.*)$`)
	flagWrong   = regexp.MustCompile(`(?s)^invalid argument (".*") for "(?:-., )?(--[\w-]+)" flag: `)
)

// plainFlag puts the refusal of a flag into an author's words.
func plainFlag(err error) string {
	said := err.Error()
	if m := flagUnknown.FindStringSubmatch(said); m != nil {
		return "there is no flag " + m[1]
	}
	if m := flagEmpty.FindStringSubmatch(said); m != nil {
		return fmt.Sprintf("something is missing after %s", m[1])
	}
	if m := flagWrong.FindStringSubmatch(said); m != nil {
		return fmt.Sprintf("%s cannot be %s", m[2], m[1])
	}
	return said
}

// noCommand says that a command does not exist, and offers the nearest.
func noCommand(root *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var names []string
	for _, cmd := range root.Commands() {
		if cmd.IsAvailableCommand() {
			names = append(names, cmd.Name())
		}
	}
	return &failure{fmt.Sprintf("there is no command %q", args[0]), nearest.Hint(args[0], names, "commands"), exitUsage}
}

// plainly puts cobra's refusal of arguments into an author's words.
func plainly(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		err := check(cmd, args)
		var f *failure
		if err == nil || errors.As(err, &f) {
			return err
		}
		return &failure{fmt.Sprintf("%q is one word too many", args[len(args)-1]), fmt.Sprintf("run \"%s --help\" to see what there is", cmd.CommandPath()), exitUsage}
	}
}

// exit prints what ended a command and gives the exit code.
func (a *app) exit(err error) int {
	var f *failure
	switch {
	case err == nil:
		return exitFine
	case errors.Is(err, errProblems):
		return exitProblems
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(a.err, "goldseam: stopped")
		return exitProblems
	case errors.As(err, &f):
		fmt.Fprintf(a.err, "goldseam: %s\n", f.message)
		if f.hint != "" {
			fmt.Fprintf(a.err, "  hint: %s\n", f.hint)
		}
		return f.code
	default: // cobra's own: a command, flag or argument that does not exist
		fmt.Fprintf(a.err, "goldseam: %s\n", strings.TrimSpace(err.Error()))
		if !strings.Contains(err.Error(), "Did you mean") {
			fmt.Fprintln(a.err, "  hint: run \"goldseam --help\" to see what there is")
		}
		return exitUsage
	}
}

// folderArg takes the optional folder of a command.
func folderArg(args []string) string {
	if len(args) == 0 {
		return "."
	}
	return args[0]
}

func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use: "version", Short: "Print the version", Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			fmt.Fprintf(a.out, "goldseam %s\n", version)
			return nil
		},
	}
}
