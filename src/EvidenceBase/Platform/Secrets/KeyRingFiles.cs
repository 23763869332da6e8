using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;

namespace EvidenceBase.Platform.Secrets;

/// <summary>
/// The keys that ASP.NET protects cookies and tokens with, kept as secrets of the data folder like all others: what is wrapped is the whole
/// element and not only the key in it, so that none can be slipped in or altered either.
/// </summary>
public sealed class KeyRingFiles(SecretFiles secrets) : IXmlRepository
{
    private const string Folder = "data-protection/";

    public IReadOnlyCollection<XElement> GetAllElements() =>
    [
        .. secrets.Names().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)).Select(secrets.Find).OfType<byte[]>()
            .Select(bytes => XElement.Parse(Encoding.UTF8.GetString(bytes))),
    ];

    public void StoreElement(XElement element, string friendlyName)
    {
        // Whoever names an element may reuse the name: none replaces another.
        var name = new string([.. friendlyName.Where(character => char.IsAsciiLetterOrDigit(character) || character == '-')]);
        secrets.WriteOnce($"{Folder}{name}-{Guid.NewGuid():N}.key", Encoding.UTF8.GetBytes(element.ToString(SaveOptions.DisableFormatting)));
    }
}

internal static class DataProtectionConfiguration
{
    public static void AddDataProtectionUnderTheMasterKey(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("EvidenceBase");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(
            options => options.XmlRepository = new KeyRingFiles(provider.GetRequiredService<DataFolder>().Secrets)));

        // It warns that keys are stored without an encryptor: these are files of the service's account, wrapped by their store where there is a master key.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error));
    }
}
