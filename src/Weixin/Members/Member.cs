using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Weixin.CardsAndOffers;

namespace WeixinWeChat.Weixin.Members;

/// <summary>Whether a membership counts, as far as its brand and its member decide.</summary>
public enum MemberState
{
    /// <summary>It does.</summary>
    Active = 1,

    /// <summary>Its brand has frozen it: nothing is earned or spent; the balance can still be paid out.</summary>
    Frozen,

    /// <summary>The member has left.</summary>
    Left,
}

/// <summary>A member of a brand: who has activated one of its membership cards. Points and balance hang on it.</summary>
public sealed class Member
{
    /// <summary>What the vault seals the columns for.</summary>
    public static class Purposes
    {
        /// <summary>Of <see cref="Member.Name"/>.</summary>
        public const string Name = "Member.Name";

        /// <summary>Of <see cref="Member.Birthday"/>.</summary>
        public const string Birthday = "Member.Birthday";

        /// <summary>Of <see cref="Member.Phone"/>.</summary>
        public const string Phone = "Member.Phone";

        /// <summary>Of <see cref="Member.City"/>.</summary>
        public const string City = "Member.City";
    }

    /// <summary>Longest name and city, characters.</summary>
    public const int TextMax = 40;

    private const int SealedMax = 1000;

    /// <summary>Internal number; also the owner of its balance in the ledger.</summary>
    public long Id { get; private init; }

    /// <summary>Public id, for the console's addresses.</summary>
    public string Code { get; private init; } = Ids.Code();

    /// <summary>The copy of the card: one membership each.</summary>
    public long CodeId { get; init; }

    /// <summary>The card.</summary>
    public long CardId { get; init; }

    /// <summary>The brand.</summary>
    public long AccountId { get; init; }

    /// <summary>The person.</summary>
    public long SubscriberId { get; init; }

    /// <summary>The member's number, unique with the brand.</summary>
    public string Number { get; init; } = "";

    /// <summary>Changed by guarded statements only.</summary>
    public MemberState State { get; init; } = MemberState.Active;

    /// <summary>Points that are left: the sum of the entries. Changed with them, by guarded statements only.</summary>
    public long Points { get; init; }

    /// <summary>Points earned in all, less what came from payments that were given back: the level hangs on it.</summary>
    public long Earned { get; init; }

    /// <summary>The name, sealed; empty when it was not asked or not said.</summary>
    public string Name { get; init; } = "";

    /// <summary>The day of birth, sealed; likewise.</summary>
    public string Birthday { get; init; } = "";

    /// <summary>The phone number, sealed; likewise.</summary>
    public string Phone { get; init; } = "";

    /// <summary>The city, sealed; likewise.</summary>
    public string City { get; init; } = "";

    /// <summary>The name, or else the nickname, with all but its first character hidden: what the brand reads and searches by.</summary>
    public string MaskedName { get; init; } = "";

    /// <summary>UTC.</summary>
    public DateTime ActivatedAt { get; init; }

    /// <summary>A name as a brand reads it.</summary>
    public static string Masked(string name)
    {
        var letters = StringInfo.GetTextElementEnumerator(name);
        return letters.MoveNext() ? $"{letters.GetTextElement()}**" : "**";
    }

    private sealed class Mapping : IEntityTypeConfiguration<Member>
    {
        public void Configure(EntityTypeBuilder<Member> member)
        {
            member.ToTable("Members", table => table.HasCheckConstraint("CK_Members_Points", "\"Points\" >= 0 AND \"Earned\" >= 0"));
            member.Property(row => row.Code).HasMaxLength(Ids.CodeLength).IsUnicode(false);
            member.Property(row => row.Number).HasMaxLength(MemberNumber.Length).IsUnicode(false);
            member.Property(row => row.Name).HasMaxLength(SealedMax);
            member.Property(row => row.Birthday).HasMaxLength(SealedMax);
            member.Property(row => row.Phone).HasMaxLength(SealedMax);
            member.Property(row => row.City).HasMaxLength(SealedMax);
            member.Property(row => row.MaskedName).HasMaxLength(TextMax);
            member.HasIndex(row => row.Code).IsUnique();
            member.HasIndex(row => row.CodeId).IsUnique();
            member.HasIndex(row => new { row.AccountId, row.Number }).IsUnique();
            member.HasIndex(row => new { row.CardId, row.Id });
            member.HasIndex(row => new { row.CardId, row.MaskedName, row.Id });
            member.HasIndex(row => new { row.CardId, row.ActivatedAt });
            // With every payment it is asked whether the payer is a member.
            member.HasIndex(row => new { row.SubscriberId, row.AccountId });
            member.HasOne<CardCode>().WithOne().HasForeignKey<Member>(row => row.CodeId).OnDelete(DeleteBehavior.Restrict);
            member.HasOne<Card>().WithMany().HasForeignKey(row => row.CardId).OnDelete(DeleteBehavior.Restrict);
            member.HasOne<OfficialAccount>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Restrict);
            member.HasOne<Subscriber>().WithMany().HasForeignKey(row => row.SubscriberId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
