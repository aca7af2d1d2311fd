using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.WeChat;
using WeixinWeChat.Weixin;

namespace WeixinWeChat.Tests;

/// <summary>
/// A real database of one portal on a file of its own, made by the portal's own migrations and gone with the test; or a database on the
/// SQL Server that TEST_SQLSERVER names; or the one of a portal that runs.
/// </summary>
public sealed class TestDb : IDbContextFactory<PortalDb>, IDisposable
{
    private readonly DirectoryInfo folder;
    private readonly RunningPortal? portal;
    private readonly Func<PortalDb> open;
    private readonly Func<PortalDb> watched;

    private TestDb(EditionPolicy policy, RunningPortal? portal = null, Action<DbContextOptionsBuilder>? configure = null, bool pooled = false)
    {
        (Policy, this.portal) = (policy, portal);
        folder = portal is null ? Directory.CreateTempSubdirectory("portal-test-") : new DirectoryInfo(portal.DataDirectory);
        var file = Path.Combine(folder.FullName, "portal.db");
        var server = portal is null ? SqlServer(folder.Name) : null;
        open = Opener(policy, file, server, configure, pooled);
        watched = pooled ? open : Opener(policy, file, server, options => (configure ?? (_ => { }))(options.AddInterceptors(Plans.Watched)));
        if (server is not null)
        {
            using var db = open();
            db.Database.Migrate();
        }
        else if (portal is null)
        {
            File.Copy(Templates[policy.Edition].Value, file);
        }

        Vault = new Vault(
            DataProtectionProvider.Create(new DirectoryInfo(Path.Combine(folder.FullName, "keys")), keys => keys.SetApplicationName($"WeixinWeChat.{policy.Edition}")),
            portal is null ? new byte[32] : File.ReadAllBytes(Path.Combine(folder.FullName, "keys", "fingerprint.key")));
        Documents = new DocumentStore(Vault, Path.Combine(folder.FullName, "documents"));
        Outbox = new Outbox(Vault, portal is null ? Clock : TimeProvider.System);
    }

    /// <summary>A Sunday noon in Shanghai: 2026-11-22 04:00 UTC.</summary>
    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 22, 4, 0, 0, TimeSpan.Zero));

    public EditionPolicy Policy { get; }

    public Vault Vault { get; }

    public DocumentStore Documents { get; }

    public Outbox Outbox { get; }

    public PlatformLimits Limits { get; } = new();

    /// <summary>The folder that stands for the portal's data directory.</summary>
    public string DataDirectory => folder.FullName;

    /// <param name="configure">What is to be different.</param>
    /// <param name="pooled">Keeps connections open for the next context, as the portal does: for what is measured.</param>
    public static TestDb Weixin(Action<DbContextOptionsBuilder>? configure = null, bool pooled = false) => new(EditionPolicy.Weixin, configure: configure, pooled: pooled);

    public static TestDb WeChat(Action<DbContextOptionsBuilder>? configure = null) => new(EditionPolicy.WeChat, configure: configure);

    /// <summary>The database, the keys and the documents of a portal that runs: what a test arranges there, and looks up.</summary>
    public static TestDb Of(RunningPortal portal) => new(portal.Policy, portal);

    public PortalDb CreateDbContext() => open();

    /// <summary>As operations make theirs: watched for what walks through a whole table.</summary>
    public Task<PortalDb> CreateDbContextAsync(CancellationToken cancellationToken = default) => Task.FromResult(watched());

    /// <summary>The same database as the Weixin portal's own features see it.</summary>
    public IDbContextFactory<WeixinDb> AsWeixin() => new Factory<WeixinDb>(() => (WeixinDb)open());

    /// <summary>Somebody signed in, with a row of their own.</summary>
    public async Task<Person> PersonNamed(string name, params string[] roles)
    {
        await using var db = open();
        var email = $"{name.ToLowerInvariant()}@example.com";
        var user = new PortalUser { UserName = email, NormalizedUserName = email.ToUpperInvariant(), Email = email, NormalizedEmail = email.ToUpperInvariant(), EmailConfirmed = true, DisplayName = name, SignedUpAt = Clock.UtcNow, SecurityStamp = Guid.NewGuid().ToString() };
        db.Add(user);
        await db.SaveChangesAsync();
        foreach (var role in roles)
            await Appoint(user.Id, role);
        return new Person(user.Id, name, email, roles.ToHashSet());
    }

    /// <summary>Gives somebody a platform role, as bare rows.</summary>
    public async Task Appoint(string userId, string role)
    {
        await using var db = open();
        if (await db.Roles.SingleOrDefaultAsync(row => row.Name == role) is not { } known)
            db.Roles.Add(known = new(role) { NormalizedName = role.ToUpperInvariant() });
        db.UserRoles.Add(new() { UserId = userId, RoleId = known.Id });
        await db.SaveChangesAsync();
    }

    /// <summary>Takes it away again.</summary>
    public async Task Dismiss(string userId)
    {
        await using var db = open();
        await db.UserRoles.Where(row => row.UserId == userId).ExecuteDeleteAsync();
    }

    /// <summary>An activated account, administered by <paramref name="owner"/>, as a bare row: for tests that are not about registering.</summary>
    public async Task<OfficialAccount> AccountOf(Person owner, string name, AccountType type = AccountType.Service, bool verified = false)
    {
        await using var db = open();
        var account = new OfficialAccount { Edition = Policy.Edition, Type = type, Name = name, NameKey = name.ToLowerInvariant(), Introduction = $"All about {name}", RegisteredAt = Clock.UtcNow };
        account.Activate();
        if (verified)
            account.Verify(Clock.UtcNow.AddYears(1));
        db.Add(account);
        await db.SaveChangesAsync();
        db.Add(new Membership { AccountId = account.Id, UserId = owner.UserId, Role = MemberRole.Administrator, Since = Clock.UtcNow });
        await db.SaveChangesAsync();
        return account;
    }

    public void Dispose()
    {
        if (portal is not null)
            return;
        using (var db = open())
        {
            if (!db.Database.IsSqlite())
                db.Database.EnsureDeleted();
        }

        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    /// <summary>Where TEST_SQLSERVER points; null when it does not.</summary>
    public static string? Server => Environment.GetEnvironmentVariable("TEST_SQLSERVER") is { Length: > 0 } server ? server.TrimEnd(';') : null;

    private static string? SqlServer(string name) => Server is { } server ? $"{server};Database={name}" : null;

    // Migrating takes a second, copying none: the migrations run once for each edition.
    private static readonly Dictionary<Edition, Lazy<string>> Templates = new()
    {
        [Edition.Weixin] = new(() => Template(EditionPolicy.Weixin)),
        [Edition.WeChat] = new(() => Template(EditionPolicy.WeChat)),
    };

    private static string Template(EditionPolicy policy)
    {
        var folder = Directory.CreateTempSubdirectory("portal-template-");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Delete(recursive: true);
        var file = Path.Combine(folder.FullName, "portal.db");
        using var db = Opener(policy, file)();
        db.Database.Migrate();
        db.Database.ExecuteSqlRaw("PRAGMA journal_mode = WAL");
        return file;
    }

    private static Func<PortalDb> Opener(EditionPolicy policy, string file, string? server = null, Action<DbContextOptionsBuilder>? configure = null, bool pooled = false)
    {
        return (policy.Edition, server) switch
        {
            (Edition.Weixin, null) => Of<WeixinSqliteDb>(options => new(options)),
            (Edition.Weixin, _) => Of<WeixinSqlServerDb>(options => new(options)),
            (_, null) => Of<WeChatSqliteDb>(options => new(options)),
            _ => Of<WeChatSqlServerDb>(options => new(options)),
        };

        Func<PortalDb> Of<TDb>(Func<DbContextOptions<TDb>, TDb> make)
            where TDb : PortalDb
        {
            var builder = new DbContextOptionsBuilder<TDb>();
            if (server is null)
                builder.UseFile(Sqlite(file, pooled));
            else
                builder.UseSqlServer(server);
            configure?.Invoke(builder);
            var options = builder.Options;
            return () => make(options);
        }
    }

    private static string Sqlite(string file, bool pooled) => new SqliteConnectionStringBuilder { DataSource = file, Pooling = pooled }.ToString();

    private sealed class Factory<TDb>(Func<TDb> make) : IDbContextFactory<TDb>
        where TDb : DbContext
    {
        public TDb CreateDbContext() => make();
    }
}
