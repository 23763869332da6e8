using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace EvidenceBase.Verify;

/// <summary>Where a log is read from: a running service, a folder, or a zip file with the same paths in it.</summary>
public sealed class LogSource(Func<string, CancellationToken, Task<byte[]?>> read, IDisposable? held = null) : IDisposable
{
    private const long LargestFile = 64 * 1024 * 1024;

    /// <summary>A file of the log, or null where it is not there.</summary>
    /// <param name="path">Relative to the log: <c>tile/0/000</c>.</param>
    /// <exception cref="SourceException">It cannot be read.</exception>
    public Task<byte[]?> Read(string path, CancellationToken cancellation) => read(path, cancellation);

    /// <param name="where">The address of a study in a running service, a folder, or a zip file.</param>
    /// <param name="token">An access token for the service.</param>
    /// <exception cref="SourceException">There is no such thing.</exception>
    public static LogSource Open(string where, string? token) =>
        Uri.TryCreate(where, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? Http(address, token)
        : Directory.Exists(where) ? Folder(where)
        : File.Exists(where) ? Zip(where)
        : throw new SourceException($"{where} is neither the address of a study, nor a folder, nor a zip file.");

    public void Dispose() => held?.Dispose();

    private static LogSource Http(Uri study, string? token)
    {
        var prefix = study.AbsoluteUri.TrimEnd('/');
        var http = new HttpClient { BaseAddress = new Uri($"{(prefix.EndsWith("/audit", StringComparison.Ordinal) ? prefix : $"{prefix}/audit")}/"), MaxResponseContentBufferSize = LargestFile };
        if (token is not null)
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return new(async (path, cancellation) =>
        {
            try
            {
                using var response = await http.GetAsync(path, cancellation);
                var content = await response.Content.ReadAsByteArrayAsync(cancellation);
                return response.IsSuccessStatusCode ? content
                    : response.StatusCode == HttpStatusCode.NotFound && !IsRefusal(content) ? null
                    : throw new SourceException($"{http.BaseAddress}{path} answers {(int)response.StatusCode}: {Detail(content)}");
            }
            catch (HttpRequestException problem)
            {
                throw new SourceException($"{http.BaseAddress}{path} cannot be read: {problem.Message}");
            }
        }, http);
    }

    private static LogSource Folder(string folder) => new(async (path, cancellation) =>
    {
        var file = Path.Combine(folder, path.Replace('/', Path.DirectorySeparatorChar));
        return File.Exists(file) ? await File.ReadAllBytesAsync(file, cancellation) : null;
    });

    private static LogSource Zip(string file)
    {
        ZipArchive archive;
        try
        {
            archive = ZipFile.OpenRead(file);
        }
        catch (InvalidDataException)
        {
            throw new SourceException($"{file} is no zip file.");
        }

        return new(async (path, cancellation) =>
        {
            if (archive.GetEntry(path) is not { } entry)
                return null;
            if (entry.Length > LargestFile)
                throw new SourceException($"{path} in {file} is larger than any file of a log.");
            await using var content = await entry.OpenAsync(cancellation);
            using var copy = new MemoryStream();
            await content.CopyToAsync(copy, cancellation);
            return copy.ToArray();
        }, archive);
    }

    /// <summary>A study that is not there (for this token) is no file that is missing.</summary>
    private static bool IsRefusal(byte[] problem) => Detail(problem).StartsWith("There is no study", StringComparison.Ordinal);

    private static string Detail(byte[] problem)
    {
        try
        {
            using var json = JsonDocument.Parse(problem);
            return json.RootElement.GetProperty("detail").GetString() ?? "without saying why";
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return "without saying why";
        }
    }
}

/// <summary>What was to be checked cannot be read.</summary>
public sealed class SourceException(string message) : Exception(message);
