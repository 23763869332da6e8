using System.Net.Http.Headers;
using EvidenceBase.Platform.Http;

namespace EvidenceBase.IntegrationTests.Platform.Http;

public sealed class DownloadTests(SharedService service)
{
    [Theory]
    [InlineData("table-2", "table-2.csv")]
    [InlineData("Tabelle 2 (neu)", "Tabelle 2 -neu.csv")]
    [InlineData("表 2", "表 2.csv")]
    [InlineData("..", "file.csv")]
    [InlineData("a..b", "a.-b.csv")]
    [InlineData(".htaccess", "htaccess.csv")]
    [InlineData("a:b*c?\"d\"|<e>", "a-b-c-d-e.csv")]
    [InlineData("con", "file-con.csv")]
    [InlineData("COM1.x", "file-COM1.x.csv")]
    [InlineData("plan\u202Egpj.exe", "plan-gpj.exe.csv")]
    [InlineData("😀", "file.csv")]
    public void Given_a_name_that_people_gave_when_it_becomes_a_file_name_then_it_is_harmless(string name, string file) =>
        Download.FileName(name, ".csv").ShouldBe(file);

    [Fact]
    public void Given_a_very_long_name_when_it_becomes_a_file_name_then_it_is_short() =>
        Download.FileName(new string('a', 5000), ".csv").Length.ShouldBeLessThan(120);

    [Fact]
    public async Task Given_a_figure_and_a_codebook_when_they_are_downloaded_then_they_are_attachments_with_harmless_names()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given(
            "figures",
            """{"key":"t\"; x=\u202E表","label":"Table 1","kind":"table","caption":"C","data":{"columns":[{"name":"city","title":"City","type":"text"}],"rows":[{"key":"a","cells":["A"]}]}}""");
        await study.Given("codes", """{"key":"gap","name":"Gap","definition":"A gap."}""");

        var figure = await study.Get($"figures/{Uri.EscapeDataString("t\"; x=\u202E表")}/data.csv");
        var codebook = await study.Get("codebook?format=qdc");
        var matrix = await study.Get("matrices/code-by-interview", ("Accept", "text/csv"));

        var (name, file) = (ContentDispositionHeaderValue.Parse(figure.Headers["Content-Disposition"]), ContentDispositionHeaderValue.Parse(codebook.Headers["Content-Disposition"]));
        (figure.Status, name.DispositionType, name.FileNameStar).ShouldBe((200, "attachment", "t- x-表.csv"), figure.Text);
        (codebook.Status, file.DispositionType, file.FileName).ShouldBe((200, "attachment", $"{study.Slug}.qdc"), codebook.Text);
        (matrix.Status, matrix.Headers["Content-Disposition"]).ShouldBe((200, "attachment"), matrix.Text);
    }
}
