using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;

namespace WeixinWeChat.Core.Games;

/// <summary>A game that somebody began. It is counted once, when its moves come in.</summary>
public sealed class GameRun
{
    /// <summary>How long after its beginning a game's moves are still taken.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(24);

    /// <summary>How long a run is kept, so that one that is sent again gets its answer again.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    /// <summary>Internal number.</summary>
    public long Id { get; private init; }

    /// <summary>Stands in its address.</summary>
    public string Code { get; init; } = Ids.Code();

    /// <summary>Who plays.</summary>
    public long SubscriberId { get; init; }

    /// <summary>What, by <see cref="GameKind.Code"/>.</summary>
    public string Game { get; init; } = "";

    /// <summary>From which all chance of the game comes: 32 bits.</summary>
    public long Seed { get; init; }

    /// <summary>UTC.</summary>
    public DateTime StartedAt { get; init; }

    /// <summary>UTC at which it was counted; null until then.</summary>
    public DateTime? EndedAt { get; private set; }

    /// <summary>The points, once it was counted.</summary>
    public int Score { get; private set; }

    private sealed class Mapping : IEntityTypeConfiguration<GameRun>
    {
        public void Configure(EntityTypeBuilder<GameRun> run)
        {
            run.ToTable("GameRuns");
            run.Property(row => row.Code).HasMaxLength(Ids.CodeLength).IsUnicode(false);
            run.Property(row => row.Game).HasMaxLength(GameKind.CodeMax).IsUnicode(false);
            run.HasIndex(row => row.Code).IsUnique();
            run.HasIndex(row => new { row.SubscriberId, row.StartedAt });
            run.HasIndex(row => row.StartedAt);
            run.HasOne<Subscriber>().WithMany().HasForeignKey(row => row.SubscriberId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>Somebody's best in a game: their place on the board of their region.</summary>
public sealed class GameScore
{
    /// <summary>Who.</summary>
    public long SubscriberId { get; init; }

    /// <summary>In what, by <see cref="GameKind.Code"/>.</summary>
    public string Game { get; init; } = "";

    /// <summary>The region of their phone number, which never changes.</summary>
    public string Region { get; init; } = "";

    /// <summary>The points.</summary>
    public int Score { get; init; }

    /// <summary>UTC at which they were won: of two alike the earlier stands higher.</summary>
    public DateTime WonAt { get; init; }

    private sealed class Mapping : IEntityTypeConfiguration<GameScore>
    {
        public void Configure(EntityTypeBuilder<GameScore> score)
        {
            score.ToTable("GameScores");
            score.HasKey(row => new { row.SubscriberId, row.Game });
            score.Property(row => row.Game).HasMaxLength(GameKind.CodeMax).IsUnicode(false);
            score.Property(row => row.Region).HasMaxLength(3).IsUnicode(false);
            // The board, as it is read.
            score.HasIndex(row => new { row.Game, row.Region, row.Score, row.WonAt, row.SubscriberId }).IsDescending(false, false, true, false, false);
            score.HasOne<Subscriber>().WithMany().HasForeignKey(row => row.SubscriberId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>The tables of what is played.</summary>
public static class GameTables
{
    extension(PortalDb db)
    {
        /// <summary>Games that were begun lately.</summary>
        public DbSet<GameRun> GameRuns => db.Set<GameRun>();

        /// <summary>Everybody's best.</summary>
        public DbSet<GameScore> GameScores => db.Set<GameScore>();
    }
}
