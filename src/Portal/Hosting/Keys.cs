using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.ConfigurationModel;
using Microsoft.Extensions.DependencyInjection;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Portal.Settings;

namespace WeixinWeChat.Portal.Hosting;

/// <summary>The portal's own keys: a key ring under the edition's name, in the portal's own folder.</summary>
internal static class Keys
{
    private const int FingerprintKeyLength = 32;

    public static void AddKeys(this IServiceCollection services, PortalSettings settings, EditionPolicy policy)
    {
        var folder = new DirectoryInfo(Path.Combine(settings.DataDirectory, DataFolder.Keys));
        // The application name goes into every derived key: a cookie or token of the other edition does not open here
        // even when somebody copies the key files.
        services.AddDataProtection().SetApplicationName($"WeixinWeChat.{policy.Edition}").PersistKeysToFileSystem(folder)
            // Each request opens its cookie and each form its two tokens: in one pass, where the default takes two and sets up twice as much.
            .UseCryptographicAlgorithms(new AuthenticatedEncryptorConfiguration { EncryptionAlgorithm = EncryptionAlgorithm.AES_256_GCM });
        services.AddSingleton(provider => new Vault(provider.GetRequiredService<IDataProtectionProvider>(), FingerprintKey(folder.FullName)));
        services.AddSingleton(provider => new DocumentStore(provider.GetRequiredService<Vault>(), Path.Combine(settings.DataDirectory, DataFolder.Documents)));
    }

    private static byte[] FingerprintKey(string folder)
    {
        var file = Path.Combine(folder, "fingerprint.key");
        try
        {
            MakeOnce(file);
            var key = File.ReadAllBytes(file);
            return key.Length == FingerprintKeyLength ? key : throw new SettingsException($"The key file {file} is damaged: restore it from a backup.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"{PortalSettings.Section}:{nameof(PortalSettings.DataDirectory)} cannot be used: {error.Message}");
        }
    }

    // Made at the first start and never again: a new one would no longer find what the old one wrote. Written aside and moved, so that a full
    // disk leaves none instead of half a one, and of two that start at once the second finds the whole key of the first.
    private static void MakeOnce(string file)
    {
        if (File.Exists(file))
            return;
        var draft = $"{file}.{Environment.ProcessId}";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            using (var stream = new FileStream(draft, options))
                stream.Write(RandomNumberGenerator.GetBytes(FingerprintKeyLength));
            File.Move(draft, file);
        }
        catch (IOException) when (File.Exists(file))
        {
            // The other was faster by a moment.
        }
        finally
        {
            File.Delete(draft);
        }
    }
}
