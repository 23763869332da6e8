using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using EvidenceBase.IntegrationTests.Platform;

namespace EvidenceBase.IntegrationTests.Documents;

/// <summary>Sends files to a study, and gets them back.</summary>
internal static class Uploaded
{
    internal static Task<TestAnswer> Upload(TestStudy study, string path, byte[] bytes, string name, string? ifMatch, params (string Name, string Value)[] fields) =>
        Send(study, path, Form(bytes, name, fields), ifMatch is null ? [] : [("If-Match", ifMatch)]);

    internal static async Task<TestAnswer> Raw(TestStudy study, string path, byte[] bytes, string mediaType)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(mediaType);
        return await Send(study, path, content);
    }

    internal static MultipartFormDataContent Form(byte[] bytes, string name, params (string Name, string Value)[] fields)
    {
        var form = new MultipartFormDataContent();
        foreach (var (field, value) in fields)
            form.Add(new StringContent(value), field);
        form.Add(new ByteArrayContent(bytes), "file", name);
        return form;
    }

    internal static async Task<TestAnswer> Send(TestStudy study, string path, HttpContent content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/studies/{study.Slug}/{path}") { Content = content };
        request.Headers.Add("Prefer", "wait=30");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await study.Service.Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new((int)response.StatusCode, text, response.Headers.ETag?.ToString(), All(response));
    }

    internal static async Task<(byte[] Bytes, IReadOnlyDictionary<string, string> Headers)> Download(TestStudy study, string path)
    {
        using var response = await study.Service.Http.GetAsync(new Uri($"/api/studies/{study.Slug}/{path}", UriKind.Relative));
        response.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
        return (await response.Content.ReadAsByteArrayAsync(), All(response));
    }

    internal static Dictionary<string, string> All(HttpResponseMessage response) =>
        response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => string.Join(",", header.Value));

    /// <summary>The same bytes each time, so that they can be compared.</summary>
    internal static byte[] Docx(string text)
    {
        var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add("_rels/.rels", """<Relationships><Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>""");
            Add("word/document.xml", $"""<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>""");

            void Add(string name, string content)
            {
                var entry = zip.CreateEntry(name);
                entry.LastWriteTime = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
                using var stream = entry.Open();
                stream.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        return packed.ToArray();
    }
}
