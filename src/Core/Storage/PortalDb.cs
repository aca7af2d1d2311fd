using System.Reflection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Microsoft.Extensions.DependencyInjection;
using WeixinWeChat.Core.Editions;

namespace WeixinWeChat.Core.Storage;

/// <summary>
/// One portal's database. It names no feature: every feature maps its own entities (an <see cref="IEntityTypeConfiguration{T}"/>
/// in the core or in the portal's assembly) and offers its tables as an extension property.
/// </summary>
/// <param name="options">Provider and connection.</param>
/// <param name="edition">Whose database this is: the only edition its seal accepts.</param>
/// <param name="portal">The assembly of the portal, whose entities are added to the core's.</param>
public abstract class PortalDb(DbContextOptions options, Edition edition, Assembly portal) : IdentityDbContext<PortalUser>(options)
{
    private static readonly ServiceProvider IdentitySchema = new ServiceCollection()
        .Configure<IdentityOptions>(options => options.Stores.SchemaVersion = IdentitySchemaVersions.Version3)
        .BuildServiceProvider();

    private readonly List<AuditFact> facts = [];

    /// <summary>Whose database this is.</summary>
    public Edition Edition => edition;

    /// <summary>
    /// Says what is being done, for the audit log. The entry is written by the next save, in the same transaction as the change:
    /// neither stands without the other.
    /// </summary>
    public void Record(AuditFact fact) => facts.Add(fact);

    /// <summary>What is recorded and not yet written.</summary>
    internal IReadOnlyList<AuditFact> Facts => facts;

    /// <summary>Forgets what was loaded, changed and recorded since: for another attempt at the same work.</summary>
    internal void BeginAnew(IReadOnlyList<AuditFact> recorded)
    {
        ChangeTracker.Clear();
        Recall(recorded);
    }

    /// <summary>Forgets what was recorded since: an attempt that failed has done none of it.</summary>
    internal void Recall(IReadOnlyList<AuditFact> recorded)
    {
        facts.Clear();
        facts.AddRange(recorded);
    }

    /// <inheritdoc />
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        if (facts.Count == 0)
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        if (Database.CurrentTransaction is not null)
        {
            var saved = await SaveWithAudit(acceptAllChangesOnSuccess);
            facts.Clear();
            return saved;
        }

        var rows = await Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var transaction = await Database.BeginTransactionAsync(cancellationToken);
            // Accepted before the commit, the changes would be nothing to save for a second attempt.
            var saved = await SaveWithAudit(accept: false);
            await transaction.CommitAsync(cancellationToken);
            return saved;
        });
        facts.Clear();
        if (acceptAllChangesOnSuccess)
            ChangeTracker.AcceptAllChanges();
        return rows;

        async Task<int> SaveWithAudit(bool accept)
        {
            // An attempt that failed has left its entries behind, numbered for an end of the chain that is none any more.
            foreach (var entry in ChangeTracker.Entries<AuditEntry>().ToList())
                entry.State = EntityState.Detached;
            await AuditChain.Append(this, facts, cancellationToken);
            return await base.SaveChangesAsync(accept, cancellationToken);
        }
    }

    /// <summary>Not offered: a blocking save would hold a circuit's thread, and would pass the audit log by.</summary>
    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new NotSupportedException("Save with SaveChangesAsync: only that writes the audit log.");

    /// <inheritdoc />
    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder)
    {
        // Identity shapes its tables by the host's options and would leave the passkeys out where no host is: in tests and migrations.
        if (optionsBuilder.Options.FindExtension<CoreOptionsExtension>()?.ApplicationServiceProvider is null)
            optionsBuilder.UseApplicationServiceProvider(IdentitySchema);
        // A portal may have no entity of its own.
        optionsBuilder.ConfigureWarnings(warnings => warnings.Ignore(CoreEventId.NoEntityTypeConfigurationsWarning));
    }

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(32);
    }

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<PortalUser>().Property(user => user.DisplayName).HasMaxLength(PortalUser.NameMax);
        builder.Entity<PortalUser>().Property(user => user.AuthenticatorStep).Metadata.SetAfterSaveBehavior(PropertySaveBehavior.Ignore);
        builder.ApplyConfigurationsFromAssembly(typeof(PortalDb).Assembly);
        builder.ApplyConfigurationsFromAssembly(portal);
        Seal.Map(builder, edition);
    }

    /// <summary>The database holds UTC; without this SQLite hands back times of no kind, which shift when they are shown.</summary>
    private sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
        time => time, time => DateTime.SpecifyKind(time, DateTimeKind.Utc));
}
