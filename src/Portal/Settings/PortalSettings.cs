using System.ComponentModel.DataAnnotations;
using System.Data.Common;
using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using WeixinWeChat.Core.Editions;

namespace WeixinWeChat.Portal.Settings;

/// <summary>Which database engine a portal runs on.</summary>
public enum DatabaseProvider
{
    /// <summary>A file in the data directory; nothing to install.</summary>
    Sqlite,

    /// <summary>Microsoft SQL Server.</summary>
    SqlServer,
}

/// <summary>The section <c>Portal</c> of the settings. <c>appsettings.sample.json</c> explains each key.</summary>
public sealed class PortalSettings
{
    /// <summary>The section's name.</summary>
    public const string Section = "Portal";

    /// <summary>Where browsers reach this portal: scheme, host and port. Every other host name is answered with 400.</summary>
    public string PublicAddress { get; set; } = "";

    /// <summary>The portal's own folder: keys, documents, media, and the SQLite file.</summary>
    public string DataDirectory { get; set; } = "";

    /// <summary>The moment up to which the demo world is told; without it, the moment at which it is built. Set, the world comes out the same each time. Development only.</summary>
    public DateTimeOffset? DemoMoment { get; set; }

    /// <summary>Where a visitor of the wrong edition is sent: the other portal's public address.</summary>
    public string CounterpartAddress { get; set; } = "";

    /// <summary>Most phones that can stand side by side.</summary>
    public const int PhonesMax = 6;

    /// <summary>
    /// How many phones can stand side by side in one browser, each on a host name of its own below the portal's (phone-1., phone-2., …), so
    /// that each has a subscriber of its own. Those names must lead here. 0 by default; 4 in Development.
    /// </summary>
    public int? Phones { get; set; }

    /// <inheritdoc cref="DatabaseSettings" />
    public DatabaseSettings Database { get; set; } = new();

    /// <inheritdoc cref="MailSettings" />
    public MailSettings Mail { get; set; } = new();

    /// <inheritdoc cref="SmsSettings" />
    public SmsSettings Sms { get; set; } = new();

    /// <inheritdoc cref="PlatformLimits" />
    public PlatformLimits Limits { get; set; } = new();

    /// <summary>The connection string, from <c>ConnectionStrings:Portal</c>; for SQLite the file in the data directory by default.</summary>
    public string ConnectionString { get; private set; } = "";

    /// <summary>The public address as a URI.</summary>
    public Uri Address => new(PublicAddress);

    /// <summary>Where one of the phones stands that are side by side: from 1 to <see cref="Phones"/>.</summary>
    public Uri PhoneAddress(int number) => new UriBuilder(Address) { Host = string.Create(CultureInfo.InvariantCulture, $"phone-{number}.{Address.IdnHost}") }.Uri;

    /// <summary>Where all of them stand.</summary>
    public IEnumerable<Uri> AllPhones() => Enumerable.Range(1, Phones ?? 0).Select(PhoneAddress);

    /// <summary>Reads and checks the settings.</summary>
    /// <exception cref="SettingsException">A value is missing or wrong; the message is one line and names the key.</exception>
    public static PortalSettings Read(IConfiguration configuration, IHostEnvironment environment, EditionPolicy policy)
    {
        // Names of what is worked out here, which the binder takes for settings and then sets nothing.
        if (((string[])[nameof(ConnectionString), nameof(Address)]).FirstOrDefault(name => configuration.GetSection($"{Section}:{name}").Exists()) is { } derived)
            throw new SettingsException($"{Section} has no setting '{derived}'. appsettings.sample.json shows all there are.");
        if (configuration.GetSection("ConnectionStrings").GetChildren().FirstOrDefault(given => !given.Key.Equals("Portal", StringComparison.OrdinalIgnoreCase)) is { } stray)
            throw new SettingsException($"ConnectionStrings has no setting '{stray.Key}': the portal's own is ConnectionStrings:Portal.");
        PortalSettings settings;
        try
        {
            settings = configuration.GetSection(Section).Get<PortalSettings>(binder => binder.ErrorOnUnknownConfiguration = true) ?? new();
        }
        catch (InvalidOperationException error)
        {
            // The binder names the key in its own message: "Failed to convert configuration value 'x' at 'Portal:Database:Provider' to type …".
            // A key that nobody reads is named last: "… on the instance of …: 'Limts'".
            throw new SettingsException(error.Message.Contains(nameof(BinderOptions.ErrorOnUnknownConfiguration), StringComparison.Ordinal)
                ? $"{Section} has no setting {error.Message[(error.Message.LastIndexOf(": ", StringComparison.Ordinal) + 2)..]}. appsettings.sample.json shows all there are."
                : error.Message);
        }

        if (environment.IsDevelopment())
            settings.FillForDevelopment(policy);
        settings.ConnectionString = configuration.GetConnectionString("Portal") ?? "";
        settings.Check();
        // Last: a start that some other setting stops leaves no folder behind.
        DataFolder.Claim(settings.DataDirectory, policy.Edition.ToString());
        return settings;
    }

    private void FillForDevelopment(EditionPolicy policy)
    {
        PublicAddress = Or(PublicAddress, policy.DefaultAddress.ToString());
        CounterpartAddress = Or(CounterpartAddress, policy.Counterpart.DefaultAddress.ToString());
        Phones ??= 4;
        DataDirectory = Or(DataDirectory, Path.Combine(DevelopmentRoot(), ".data", policy.CookiePrefix));

        static string Or(string value, string fallback) => value.Length > 0 ? value : fallback;
    }

    /// <summary>The checkout's folder, or a place of the person's own when the program runs elsewhere.</summary>
    private static string DevelopmentRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "WeixinWeChat.sln")))
                return folder.FullName;
        }

        return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "WeixinWeChat");
    }

    private void Check()
    {
        Require(IsHttp(PublicAddress), nameof(PublicAddress), "the address that browsers use and nothing after it, such as https://mp.example.org");
        Require(CounterpartAddress.Length == 0 || IsHttp(CounterpartAddress), nameof(CounterpartAddress), "the other portal's address, or nothing");
        // Browsers send a host's cookies to every port of it: the other portal on another port would get and overwrite this one's.
        Require(CounterpartAddress.Length == 0 || new Uri(CounterpartAddress).IdnHost != new Uri(PublicAddress).IdnHost, nameof(CounterpartAddress), "the other portal's address, on a host name other than this portal's");
        Require(Phones is null or (>= 0 and <= PhonesMax), nameof(Phones), $"a number from 0 to {PhonesMax}");
        Require(Phones is null or 0 || Uri.CheckHostName(new Uri(PublicAddress).Host) == UriHostNameType.Dns, nameof(Phones), "0 where the portal has no host name");
        Require(CounterpartAddress.Length == 0 || AllPhones().All(phone => phone.IdnHost != new Uri(CounterpartAddress).IdnHost), nameof(CounterpartAddress), "the other portal's address, on a host name other than this portal's phones");
        Require(DataDirectory.Length > 0, nameof(DataDirectory), "a folder that only this portal may read");
        Require(Enum.IsDefined(Database.Provider), "Database:Provider", "Sqlite or SqlServer");
        Require(Database.MaxBatchSize is null or (> 0 and <= 10_000), "Database:MaxBatchSize", "a number from 1 to 10000, or nothing for the provider's own");
        Require(Mail.Port is > 0 and <= 65535, "Mail:Port", "a port number");
        Require(Mail.Host.Length == 0 || Uri.CheckHostName(Mail.Host) != UriHostNameType.Unknown, "Mail:Host", "the name of a mail server, or nothing");
        Require(Mail.Host.Length == 0 || new EmailAddressAttribute().IsValid(Mail.From), "Mail:From", "the sender's e-mail address");
        Require(IsFileOfItsOwn(Sms.LogFile), "Sms:LogFile", "the name of a file in the data directory, without a folder, that the portal uses for nothing else");
        PublicAddress = PublicAddress.TrimEnd('/');
        CounterpartAddress = CounterpartAddress.TrimEnd('/');
        DataDirectory = Path.TrimEndingDirectorySeparator(Path.GetFullPath(DataDirectory));
        List<ValidationResult> wrong = [];
        if (!Validator.TryValidateObject(Limits, new ValidationContext(Limits), wrong, validateAllProperties: true))
            throw new SettingsException($"{PlatformLimits.Section}:{wrong[0].MemberNames.First()} is wrong: {wrong[0].ErrorMessage}");
        if (ConnectionString.Length == 0)
        {
            if (Database.Provider == DatabaseProvider.SqlServer)
                throw new SettingsException("ConnectionStrings:Portal is missing: SQL Server needs a connection string.");
            ConnectionString = $"Data Source={Path.Combine(DataDirectory, DataFolder.Database)}";
        }

        try
        {
            // Only a file's path: whether the file is there, and whose it is, is looked at before it is opened.
            if (Database.Provider == DatabaseProvider.SqlServer)
                _ = new SqlConnectionStringBuilder(ConnectionString);
            else if (new SqliteConnectionStringBuilder(ConnectionString) is var sqlite && (sqlite.Mode == SqliteOpenMode.Memory || !IsPath(sqlite.DataSource)))
                throw new SettingsException("ConnectionStrings:Portal is wrong: give a file as Data Source, by its path.");
        }
        catch (Exception error) when (error is ArgumentException or FormatException)
        {
            // The message names the wrong word, never a password.
            throw new SettingsException($"ConnectionStrings:Portal is wrong: {error.Message}");
        }

        static void Require(bool holds, string key, string wanted)
        {
            if (!holds)
                throw new SettingsException($"{Section}:{key} is missing or wrong: give {wanted}.");
        }

        static bool IsPath(string source) => source.Trim().Length > 0 && !source.StartsWith(':') && !source.StartsWith("file:", StringComparison.OrdinalIgnoreCase);

        static bool IsFileOfItsOwn(string name) => name.Trim().Length > 0 && name.IndexOfAny(['/', '\\', ':', '\0']) < 0 && name is not ("." or "..")
            && !DataFolder.IsOurs(name);

        static bool IsHttp(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps) && uri.PathAndQuery == "/" && uri.Fragment.Length == 0 && uri.UserInfo.Length == 0
            // Every host name would be let in.
            && !(IPAddress.TryParse(uri.DnsSafeHost, out var host) && (host.Equals(IPAddress.Any) || host.Equals(IPAddress.IPv6Any)));
    }
}

/// <summary>The database's settings.</summary>
public sealed class DatabaseSettings
{
    /// <summary>The engine.</summary>
    public DatabaseProvider Provider { get; set; }

    /// <summary>Statements per round trip; null leaves it to the provider.</summary>
    public int? MaxBatchSize { get; set; }
}

/// <summary>How mail leaves. Without a host it stays in the outbox.</summary>
public sealed class MailSettings
{
    /// <summary>SMTP server.</summary>
    public string Host { get; set; } = "";

    /// <summary>Its port.</summary>
    public int Port { get; set; } = 587;

    /// <summary>Sign-in name, if the server wants one.</summary>
    public string User { get; set; } = "";

    /// <summary>Its password.</summary>
    public string Password { get; set; } = "";

    /// <summary>The sender's address.</summary>
    public string From { get; set; } = "";
}

/// <summary>How text messages leave.</summary>
public sealed class SmsSettings
{
    /// <summary>File of the embedded sender, which writes each message as a line; a bare name, in the data directory.</summary>
    public string LogFile { get; set; } = "sms.log";
}

/// <summary>A setting is missing or wrong. The message is one line, for the person who starts the portal.</summary>
public sealed class SettingsException(string message) : Exception(message);
