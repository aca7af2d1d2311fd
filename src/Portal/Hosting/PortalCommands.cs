using System.CommandLine;
using System.CommandLine.Parsing;
using System.Data.Common;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Portal.Settings;

namespace WeixinWeChat.Portal.Hosting;

/// <summary>The command line of a portal: <c>serve</c> (also when nothing is said), <c>migrate</c>, <c>check</c>, <c>routes</c>, <c>admin create</c>.</summary>
public static partial class PortalCommands
{
    /// <summary>Exit code when a command was refused or failed, with one line on the error stream.</summary>
    public const int Failed = 1;

    // Well above what the host takes to say good-bye to open pages: else the process is ended in the midst of it, with the code of a crash.
    private static readonly TimeSpan TerminationTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Runs the command line of a portal.</summary>
    /// <returns>The process's exit code.</returns>
    public static async Task<int> Run(string[] args, PortalDefinition definition)
    {
        var demo = new Option<bool?>("--demo") { CustomParser = YesOrNo, Description = "Whether an empty database gets the demo world. Development only, where it is the default." };
        var untilInputEnds = new Option<bool>("--until-input-ends") { Description = "Stop when the standard input closes: a launcher's children end with it." };
        var email = new Option<string>("--email") { Description = "The administrator's e-mail address.", Required = true };

        var serve = new Command("serve", "Starts the portal. The default.") { demo, untilInputEnds };
        var migrate = new Command("migrate", "Creates the database and seals it for this edition, or brings it up to date.");
        var check = new Command("check", "Proves seal, schema and audit log; the exit code tells.");
        var routes = new Command("routes", "Lists every address with what its visitor must hold.");
        var create = new Command("create", "Creates a platform administrator, asking for the password or reading it from the standard input.") { email };
        var root = new RootCommand($"{definition.Policy.Edition} portal. Settings: appsettings.json beside the program, environment variables, or --Portal:Key=value.")
        {
            serve, migrate, check, routes, new Command("admin", "Platform administrators.") { create },
        };
        root.Options.Add(demo);
        root.Options.Add(untilInputEnds);
        // What is no option of ours is a setting (--Portal:DataDirectory=…) for the configuration; anything else is refused below.
        foreach (var command in new[] { root, serve, migrate, check, routes, create })
            command.TreatUnmatchedTokensAsErrors = false;

        foreach (var command in new[] { root, serve })
            command.SetAction((parsed, cancel) => With(parsed, app => ServeCommand.Run(app, parsed.GetValue(demo), parsed.GetValue(untilInputEnds), cancel)));
        migrate.SetAction((parsed, cancel) => With(parsed, app => DatabaseCommands.Migrate(app.Services, cancel)));
        check.SetAction((parsed, cancel) => With(parsed, app => DatabaseCommands.Check(app.Services, cancel)));
        routes.SetAction((parsed, cancel) => With(parsed, RoutesCommand.Print));
        create.SetAction((parsed, cancel) => With(parsed, app => AdminCommand.Create(app.Services, parsed.GetRequiredValue(email), cancel)));
        return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TerminationTimeout });

        async Task<int> With(ParseResult parsed, Func<WebApplication, Task<int>> run)
        {
            if (Stray(parsed.UnmatchedTokens) is { } stray)
                return Refuse($"{stray} is no command, option or setting. --help explains what there is.");
            try
            {
                await using var app = PortalHost.Build([.. parsed.UnmatchedTokens], definition);
                return await run(app);
            }
            catch (SettingsException error)
            {
                return Refuse(error.Message);
            }
            // EF wraps what the database said: a change that was not saved, a connection tried again too often.
            catch (Exception error) when (error.GetBaseException() is DbException said)
            {
                return Refuse($"The database does not answer: {said.Message} Check ConnectionStrings:Portal.");
            }
            catch (UnauthorizedAccessException error)
            {
                return Refuse($"{error.Message} The portal's own user must be able to use what lies in Portal:DataDirectory.");
            }
        }
    }

    // Anything else would count as yes.
    private static bool? YesOrNo(ArgumentResult given)
    {
        if (given.Tokens.Count == 0)
            return true;
        if (bool.TryParse(given.Tokens[0].Value, out var yes))
            return yes;
        given.AddError($"--demo is true or false, not {given.Tokens[0].Value}.");
        return null;
    }

    // A misspelt command or option must not pass for a setting that nobody reads: "migrat" would start the portal.
    private static string? Stray(IReadOnlyList<string> tokens)
    {
        for (var place = 0; place < tokens.Count; place++)
        {
            var setting = Setting().Match(tokens[place]);
            if (!setting.Success)
                return tokens[place];
            if (!setting.Groups["value"].Success && ++place == tokens.Count)
                return tokens[^1];
        }

        return null;
    }

    // --Portal:Key=value, or its value as the next word.
    [GeneratedRegex("^--((Portal|ConnectionStrings|Logging|Kestrel):[^=]+|urls|environment)(=(?<value>.*))?$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Setting();

    /// <summary>One line for the person at the keyboard.</summary>
    internal static int Refuse(string line)
    {
        Console.Error.WriteLine(line.ReplaceLineEndings(" "));
        return Failed;
    }
}
