using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Portal.Hosting;

/// <summary>The command <c>admin create</c>: the first person who can appoint others.</summary>
internal static class AdminCommand
{
    public static async Task<int> Create(IServiceProvider services, string email, CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        await using var db = await services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync(cancel);
        var state = await SealInspection.Inspect(db, cancel);
        if ((DatabaseCommands.Refusal(state, db) ?? DatabaseCommands.Unready(state)) is { } refusal)
            return PortalCommands.Refuse(refusal);

        var clock = services.GetRequiredService<TimeProvider>();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>();
        var roles = scope.ServiceProvider.GetRequiredService<RoleManager<IdentityRole>>();
        if (!await roles.RoleExistsAsync(PlatformRoles.Administrator))
            await roles.CreateAsync(new IdentityRole(PlatformRoles.Administrator));
        var user = new PortalUser { UserName = email, Email = email, EmailConfirmed = true, DisplayName = email.Split('@')[0], SignedUpAt = clock.UtcNow };
        var made = await users.CreateAsync(user, ReadPassword());
        if (!made.Succeeded)
            return PortalCommands.Refuse(string.Join(" ", made.Errors.Select(error => error.Description)));
        await users.AddToRoleAsync(user, PlatformRoles.Administrator);
        db.Record(new AuditFact(clock.UtcNow, Person.System.UserId, "staff.appointed", user.Id, Detail: PlatformRoles.Administrator));
        await db.SaveChangesAsync(cancel);
        Console.WriteLine($"{email} is a platform administrator.");
        return 0;
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
