using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Portal.Identity;

namespace WeixinWeChat.Portal.Hosting;

/// <summary>The command <c>admin create</c>: the first person who can appoint others.</summary>
internal static class AdminCommand
{
    public static async Task<int> Create(IServiceProvider services, string address, CancellationToken cancel)
    {
        var email = address.Trim();
        await using var scope = services.CreateAsyncScope();
        await using var db = await services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync(cancel);
        var state = await SealInspection.Inspect(db, cancel);
        if ((DatabaseCommands.Refusal(state, db) ?? DatabaseCommands.Unready(state)) is { } refusal)
            return PortalCommands.Refuse(refusal);

        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>();
        // Somebody who signed up already keeps their password: whoever holds this machine appoints, and need not become them.
        var known = await users.FindByEmailAsync(email);
        if (known is not null)
        {
            if (!known.EmailConfirmed)
                return PortalCommands.Refuse($"{email} signed up but never confirmed the address. Confirm it first.");
        }
        else
        {
            if (!FormErrors.IsEmail(email))
                return PortalCommands.Refuse($"{email} is no e-mail address.");
            var user = new PortalUser { UserName = email, Email = email, EmailConfirmed = true, DisplayName = email.Split('@')[0], SignedUpAt = services.GetRequiredService<TimeProvider>().UtcNow };
            var made = await users.CreateAsync(user, ReadPassword());
            if (!made.Succeeded)
                return PortalCommands.Refuse(string.Join(" ", made.Errors.Select(error => error.Description)));
        }

        switch (await scope.ServiceProvider.GetRequiredService<StaffOperations>().Appoint(Person.System, email, PlatformRoles.Administrator, cancel))
        {
            case StaffChange.Done:
                Console.WriteLine(known is null ? $"{email} is a platform administrator." : $"{email} is a platform administrator now, and signs in with the password of their own.");
                return 0;
            case StaffChange.Nothing:
                Console.WriteLine($"{email} was a platform administrator already; the password is as it was.");
                return 0;
            default:
                return PortalCommands.Refuse($"{email} could not be made a platform administrator.");
        }
    }

    /// <summary>Typed unseen at a terminal; a line of the standard input otherwise.</summary>
    private static string ReadPassword()
    {
        if (Console.IsInputRedirected)
            return Console.ReadLine() ?? "";
        Console.Write("Password: ");
        var password = new System.Text.StringBuilder();
        for (var key = Console.ReadKey(intercept: true); key.Key != ConsoleKey.Enter; key = Console.ReadKey(intercept: true))
        {
            if (key.Key != ConsoleKey.Backspace)
                password.Append(key.KeyChar);
            else if (password.Length > 0)
                password.Length--;
        }

        Console.WriteLine();
        return password.ToString();
    }
}
