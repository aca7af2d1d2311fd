using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Weixin.CardsAndOffers;

/// <summary>A shop of a brand, where its cards can be used.</summary>
public sealed class Store
{
    /// <summary>Longest name, characters.</summary>
    public const int NameMax = 30;

    /// <summary>Longest address, characters.</summary>
    public const int AddressMax = 100;

    /// <summary>Longest telephone number, characters.</summary>
    public const int PhoneMax = 20;

    /// <summary>Shops of one account.</summary>
    public const int Most = 200;

    /// <summary>Internal number.</summary>
    public long Id { get; private init; }

    /// <summary>For addresses.</summary>
    public string Code { get; private init; } = Ids.Code();

    /// <summary>Whose shop.</summary>
    public long AccountId { get; init; }

    /// <summary>What it is called.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Where it is.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Its telephone; may be empty.</summary>
    public string Phone { get; private set; } = "";

    /// <summary>UTC of its end; what was used there keeps its name.</summary>
    public DateTime? ClosedAt { get; private set; }

    /// <summary>Takes what was typed.</summary>
    public void Describe(string name, string address, string phone) => (Name, Address, Phone) = (name, address, phone);

    /// <summary>Ends it.</summary>
    public void Close(DateTime now) => ClosedAt ??= now;

    private sealed class Mapping : IEntityTypeConfiguration<Store>
    {
        public void Configure(EntityTypeBuilder<Store> store)
        {
            store.ToTable("Stores");
            store.Property(row => row.Code).HasMaxLength(Ids.CodeLength).IsUnicode(false);
            store.Property(row => row.Name).HasMaxLength(NameMax);
            store.Property(row => row.Address).HasMaxLength(AddressMax);
            store.Property(row => row.Phone).HasMaxLength(PhoneMax);
            store.HasIndex(row => row.Code).IsUnique();
            store.HasIndex(row => new { row.AccountId, row.ClosedAt, row.Id });
            store.HasOne<OfficialAccount>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>A shop at which a card can be used that is not good at all of them.</summary>
public sealed class CardStore
{
    /// <summary>The card.</summary>
    public long CardId { get; init; }

    /// <summary>The shop.</summary>
    public long StoreId { get; init; }

    private sealed class Mapping : IEntityTypeConfiguration<CardStore>
    {
        public void Configure(EntityTypeBuilder<CardStore> store)
        {
            store.ToTable("CardStores");
            store.HasKey(row => new { row.CardId, row.StoreId });
            store.HasOne<Card>().WithMany().HasForeignKey(row => row.CardId).OnDelete(DeleteBehavior.Cascade);
            store.HasOne<Store>().WithMany().HasForeignKey(row => row.StoreId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
