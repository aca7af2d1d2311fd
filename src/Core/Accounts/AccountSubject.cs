using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Core.Accounts;

/// <summary>主体类型: who stands behind an account. DOMAIN 1.1.</summary>
public enum SubjectKind
{
    /// <summary>企业.</summary>
    Enterprise,

    /// <summary>个体工商户.</summary>
    SoleProprietor,

    /// <summary>政府机关, 事业单位.</summary>
    PublicBody,

    /// <summary>其他组织: social groups, private non-enterprise units, foundations and all others with a credit code.</summary>
    OtherOrganisation,

    /// <summary>An organisation registered outside the mainland.</summary>
    OverseasOrganisation,
}

/// <summary>What kind of identity document the administrator showed.</summary>
public enum IdDocument
{
    /// <summary>居民身份证.</summary>
    ResidentId,

    /// <summary>Passport.</summary>
    Passport,

    /// <summary>The national identity card of another country.</summary>
    NationalId,
}

/// <summary>
/// The organisation behind an official account, and the person who answers for it. Fixed at registration (DOMAIN 1.1); what is about the
/// person is sealed, and found again by keyed fingerprints only.
/// </summary>
public sealed class AccountSubject
{
    /// <summary>Longest name of an organisation, characters.</summary>
    public const int LegalNameMax = 120;

    /// <summary>Shortest name of an organisation, characters.</summary>
    public const int LegalNameMin = 2;

    /// <summary>Longest registration number, characters.</summary>
    public const int NumberMax = 40;

    /// <summary>Longest name of a person, characters.</summary>
    public const int PersonNameMax = 60;

    /// <summary>Longest number of an identity document, characters.</summary>
    public const int IdNumberMax = 30;

    /// <summary>The account.</summary>
    public long AccountId { get; init; }

    /// <summary>What kind of organisation.</summary>
    public SubjectKind Kind { get; init; }

    /// <summary>Its registered name.</summary>
    public string LegalName { get; init; } = "";

    /// <summary>Where it is registered, ISO 3166 two letters.</summary>
    public string Country { get; init; } = "";

    /// <summary>Its Unified Social Credit Code, or its registration number elsewhere. Public in its register.</summary>
    public string RegistrationNumber { get; init; } = "";

    /// <summary>The administrator's name, sealed (purpose <see cref="Purposes.Name"/>).</summary>
    public string AdministratorName { get; init; } = "";

    /// <summary>What the administrator's number is the number of.</summary>
    public IdDocument IdDocument { get; init; }

    /// <summary>The document's number, sealed (purpose <see cref="Purposes.IdNumber"/>).</summary>
    public string IdNumber { get; init; } = "";

    /// <summary>Keyed fingerprint of document and number: counts the accounts of one administrator.</summary>
    public string IdKey { get; init; } = "";

    /// <summary>The administrator's number in E.164, sealed (purpose <see cref="Purposes.Phone"/>).</summary>
    public string Phone { get; private set; } = "";

    /// <summary>Keyed fingerprint of the E.164 number.</summary>
    public string PhoneKey { get; private set; } = "";

    /// <summary>UTC at which a code that was sent there came back; null until then. Set by the database alone, for the number that the code went to.</summary>
    public DateTime? PhoneConfirmedAt { get; private set; }

    /// <summary>Takes another number, as long as none is confirmed. False when one is.</summary>
    public bool TakePhone(string sealedNumber, string key)
    {
        if (PhoneConfirmedAt is not null) return false;
        (Phone, PhoneKey) = (sealedNumber, key);
        return true;
    }

    /// <summary>What the vault seals these columns for.</summary>
    public static class Purposes
    {
        /// <summary>A person's name.</summary>
        public const string Name = "AccountSubject.AdministratorName";

        /// <summary>A document's number.</summary>
        public const string IdNumber = "AccountSubject.IdNumber";

        /// <summary>A phone number.</summary>
        public const string Phone = "AccountSubject.Phone";
    }

    private sealed class Mapping : IEntityTypeConfiguration<AccountSubject>
    {
        public void Configure(EntityTypeBuilder<AccountSubject> subject)
        {
            subject.ToTable("AccountSubjects");
            subject.HasKey(row => row.AccountId);
            subject.Property(row => row.AccountId).ValueGeneratedNever();
            subject.Property(row => row.LegalName).HasMaxLength(LegalNameMax);
            subject.Property(row => row.Country).HasMaxLength(2).IsUnicode(false);
            subject.Property(row => row.RegistrationNumber).HasMaxLength(NumberMax);
            subject.Property(row => row.AdministratorName).HasMaxLength(1000);
            subject.Property(row => row.IdNumber).HasMaxLength(1000);
            subject.Property(row => row.IdKey).HasMaxLength(Vault.FingerprintLength).IsUnicode(false);
            subject.Property(row => row.Phone).HasMaxLength(1000);
            subject.Property(row => row.PhoneKey).HasMaxLength(Vault.FingerprintLength).IsUnicode(false);
            subject.HasIndex(row => new { row.Country, row.RegistrationNumber });
            subject.HasIndex(row => row.IdKey);
            subject.HasIndex(row => row.PhoneKey);
            subject.HasOne<OfficialAccount>().WithOne().HasForeignKey<AccountSubject>(row => row.AccountId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}

/// <summary>The table of organisations.</summary>
public static class AccountSubjectTables
{
    extension(PortalDb db)
    {
        /// <summary>Who stands behind which account.</summary>
        public DbSet<AccountSubject> AccountSubjects => db.Set<AccountSubject>();
    }
}
