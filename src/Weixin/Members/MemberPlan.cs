using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Weixin.CardsAndOffers;

namespace WeixinWeChat.Weixin.Members;

/// <summary>Whether the form that activates a card asks for something.</summary>
public enum Asked
{
    /// <summary>It does not.</summary>
    No = 1,

    /// <summary>It may be left empty.</summary>
    Optional,

    /// <summary>It must be filled in.</summary>
    Required,
}

/// <summary>What a brand has decided for the members of one card: levels, points, and what it asks of who joins.</summary>
public sealed class MemberPlan
{
    /// <summary>Most levels.</summary>
    public const int LevelsMax = 10;

    /// <summary>Most points for a yuan, and for a check-in.</summary>
    public const int PointsMax = 1000;

    /// <summary>Most points for activating.</summary>
    public const int BonusMax = 100_000;

    /// <summary>Longest text to which who joins agrees, characters.</summary>
    public const int ConsentMax = 500;

    /// <summary>The membership card: one plan each.</summary>
    public long CardId { get; init; }

    /// <summary>Points for each whole yuan paid.</summary>
    public int PointsPerYuan { get; private set; } = 1;

    /// <summary>Points for checking in, once a day; 0 for no check-in.</summary>
    public int PointsPerCheckIn { get; private set; } = 1;

    /// <summary>Points for activating the card, once.</summary>
    public int Bonus { get; private set; }

    /// <summary>Does the form ask for the name?</summary>
    public Asked AsksName { get; private set; } = Asked.Optional;

    /// <summary>Does it ask for the birthday?</summary>
    public Asked AsksBirthday { get; private set; } = Asked.No;

    /// <summary>Does it ask for the phone number with which the subscriber signs in?</summary>
    public Asked AsksPhone { get; private set; } = Asked.No;

    /// <summary>Does it ask for the city?</summary>
    public Asked AsksCity { get; private set; } = Asked.No;

    /// <summary>What who joins agrees to, beside what the platform says itself; may be empty.</summary>
    public string Consent { get; private set; } = "";

    /// <summary>UTC of the last change.</summary>
    public DateTime ChangedAt { get; private set; }

    /// <summary>Changes with every save, so that two do not overwrite each other unseen.</summary>
    public Guid Version { get; private set; } = Guid.NewGuid();

    /// <summary>The levels, the lowest first; the first begins at no points.</summary>
    public List<MemberLevel> Levels { get; private set; } = [];

    /// <summary>The plan of a card for which its brand has decided nothing yet: one level, a point for a yuan.</summary>
    public static MemberPlan Usual(long cardId) => new() { CardId = cardId, Levels = [new() { CardId = cardId, Number = 1, Name = "会员" }] };

    /// <summary>Takes what was decided.</summary>
    internal void Write(PlanTerms terms, DateTime now)
    {
        (PointsPerYuan, PointsPerCheckIn, Bonus, Consent) = (terms.PointsPerYuan, terms.PointsPerCheckIn, terms.Bonus, terms.Consent);
        (AsksName, AsksBirthday, AsksPhone, AsksCity) = (terms.AsksName, terms.AsksBirthday, terms.AsksPhone, terms.AsksCity);
        Levels.RemoveAll(level => level.Number > terms.Levels.Count);
        foreach (var (name, from, number) in terms.Levels.Select((level, place) => (level.Name, level.From, place + 1)))
        {
            var level = Levels.SingleOrDefault(row => row.Number == number);
            if (level is null)
                Levels.Add(level = new() { CardId = CardId, Number = number });
            (level.Name, level.FromPoints) = (name, from);
        }

        (ChangedAt, Version) = (now, Guid.NewGuid());
    }

    /// <summary>The level of who has earned so many points in all.</summary>
    public MemberLevel LevelAt(long earned) => Levels.OrderBy(level => level.Number).Last(level => level.FromPoints <= Math.Max(0, earned));

    /// <summary>The level after that; null at the highest.</summary>
    public MemberLevel? NextAfter(long earned) => Levels.OrderBy(level => level.Number).FirstOrDefault(level => level.FromPoints > Math.Max(0, earned));

    private sealed class Mapping : IEntityTypeConfiguration<MemberPlan>
    {
        public void Configure(EntityTypeBuilder<MemberPlan> plan)
        {
            plan.ToTable("MemberPlans");
            plan.HasKey(row => row.CardId);
            plan.Property(row => row.CardId).ValueGeneratedNever();
            plan.Property(row => row.Consent).HasMaxLength(ConsentMax);
            plan.Property(row => row.Version).IsConcurrencyToken();
            plan.HasOne<Card>().WithOne().HasForeignKey<MemberPlan>(row => row.CardId).OnDelete(DeleteBehavior.Restrict);
            plan.HasMany(row => row.Levels).WithOne().HasForeignKey(row => row.CardId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}

/// <summary>A level of a membership.</summary>
public sealed class MemberLevel
{
    /// <summary>Longest name, in units: eight Chinese characters.</summary>
    public const int NameUnits = 16;

    /// <summary>Most points from which on a level may begin.</summary>
    public const long FromMax = 100_000_000;

    /// <summary>The membership card.</summary>
    public long CardId { get; init; }

    /// <summary>1 for the lowest.</summary>
    public int Number { get; init; }

    /// <summary>Its name.</summary>
    public string Name { get; set; } = "";

    /// <summary>Points earned in all from which on it is reached.</summary>
    public long FromPoints { get; set; }

    private sealed class Mapping : IEntityTypeConfiguration<MemberLevel>
    {
        public void Configure(EntityTypeBuilder<MemberLevel> level)
        {
            level.ToTable("MemberLevels");
            level.HasKey(row => new { row.CardId, row.Number });
            level.Property(row => row.Number).ValueGeneratedNever();
            level.Property(row => row.Name).HasMaxLength(NameUnits);
        }
    }
}

/// <summary>What a plan says, read and found right.</summary>
internal sealed record PlanTerms(
    IReadOnlyList<(string Name, long From)> Levels, int PointsPerYuan, int PointsPerCheckIn, int Bonus, Asked AsksName, Asked AsksBirthday, Asked AsksPhone, Asked AsksCity, string Consent);
