using System.Globalization;
using System.Reflection;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Annotations;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Exceptions;

namespace EvidenceBase.Formats.Documents;

/// <summary>
/// PDF (ISO 32000): a PDF holds signs at places on pages, no text; lines are put together from places, in the order in which the file draws
/// them. Lines stay lines: where a paragraph ends is a guess, and words that are split at the end of a line stay split. Read by PdfPig.
/// </summary>
internal static class PdfReader
{
    private static readonly string Version = typeof(PdfDocument).Assembly.GetCustomAttribute<AssemblyFileVersionAttribute>()!.Version;

    public static ExtractedText Read(byte[] bytes, Losses losses, ReadingLimits limits)
    {
        var bounds = new PdfBounds(limits);
        var flow = new Flow(limits, losses);
        try
        {
            bounds.CheckTime();
            using var pdf = PdfDocument.Open(bytes, new ParsingOptions { UseLenientParsing = true, FilterProvider = bounds, Logger = bounds, MaxStackDepth = limits.Depth });
            pdf.AddPageFactory<PdfWork.Measured, PdfWork>();
            Pages(pdf, flow, bounds, limits);
        }
        catch (PdfDocumentEncryptedException problem)
        {
            throw new RefusedException("The PDF is encrypted. Save it without a password and send that.", null, problem);
        }
        catch (Exception problem) when (problem is not (RefusedException or OperationCanceledException))
        {
            // The library answers damaged files with exceptions of many types.
            bounds.ThrowIfExceeded();
            throw new RefusedException("The PDF cannot be read: it is damaged or was cut short. Open it in a viewer and save it anew.", null, problem);
        }

        flow.End();
        return FlowText.Of(flow, DocumentFormat.Pdf, new("evidencebase-pdf", $"1 (PdfPig {Version})"));
    }

    private static void Pages(PdfDocument pdf, Flow flow, PdfBounds bounds, ReadingLimits limits)
    {
        if (pdf.NumberOfPages > limits.Pages)
            throw new RefusedException($"The PDF has more than {limits.Pages} pages. Split it and deposit its parts.");
        var withoutText = 0;
        for (var number = 1; number <= pdf.NumberOfPages; number++)
        {
            bounds.BeginPage();
            pdf.GetPage<PdfWork.Measured>(number);
            var page = pdf.GetPage(number);
            bounds.ThrowIfExceeded();
            if (!Page(page, flow) && page.NumberOfImages > 0)
                withoutText++;
        }

        if (flow.IsBlank && withoutText > 0)
        {
            throw new RefusedException(
                "The PDF holds no text: its pages are pictures, as a scanner makes them. Let a program recognise the text (OCR) and send the result.");
        }

        flow.Losses.Count(Loss.PageWithoutText, null, withoutText);
        if (pdf.Advanced.TryGetEmbeddedFiles(out var files))
            flow.Losses.Count(Loss.EmbeddedObject, null, files.Count);
    }

    private static bool Page(Page page, Flow flow)
    {
        var start = flow.Position == 0 ? 0 : flow.Position + 1;
        var lines = PdfLines.Of(page.Letters);
        var paragraphs = new PdfParagraphs(lines);
        var places = new List<(double Top, int Position)>();
        for (var index = 0; index < lines.Count; index++)
        {
            if (paragraphs.BeginsAt(index))
                flow.Begin(BlockKind.Paragraph);
            else
                flow.LineBreak();
            places.Add((lines[index].Top, flow.Position));
            Write(lines[index], flow);
        }

        flow.End();
        Annotations(page, flow, places, start);
        if (lines.Count > 0)
        {
            flow.Part(PartKind.Page, page.Number.ToString(CultureInfo.InvariantCulture), start);
            for (var images = page.NumberOfImages; images > 0; images--)
                flow.Lose(Loss.Picture);
        }

        return lines.Count > 0;
    }

    private static void Write(PdfLine line, Flow flow)
    {
        if (line.IsRestored)
            flow.Losses.Tell("direction", "Passages that run from right to left were put back in order from their places on the page. Look at brackets, numbers and foreign words in them.");
        foreach (var character in line.Text)
        {
            if (character == '\uFFFD' || char.GetUnicodeCategory(character) == UnicodeCategory.PrivateUse)
                flow.Lose(Loss.UnmappedGlyph);
        }

        flow.Write(line.Text);
    }

    private static void Annotations(Page page, Flow flow, List<(double Top, int Position)> places, int start)
    {
        foreach (var annotation in page.GetAnnotations())
        {
            flow.Limits.CheckTime();
            if (annotation.Type == AnnotationType.Link)
                flow.Lose(Loss.Link);
            else if (annotation.Type == AnnotationType.Widget)
                flow.Lose(Loss.FormField);
            else if (annotation.Type != AnnotationType.Popup)
                Annotation(annotation, flow, places, start);
        }
    }

    /// <summary>A note is put at the line that it stands at.</summary>
    private static void Annotation(Annotation annotation, Flow flow, List<(double Top, int Position)> places, int start)
    {
        if (annotation.Type == AnnotationType.Highlight)
            flow.Lose(Loss.Highlight);
        if (string.IsNullOrWhiteSpace(annotation.Content))
            return;
        var at = Math.Min(start, flow.Position);
        foreach (var (top, position) in places)
        {
            if (top >= annotation.Rectangle.Top)
                at = position;
        }

        flow.Losses.Count(Loss.Comment, at);
        flow.Comments.Add(new(at, at, null, annotation.ModifiedDate, annotation.Content));
    }
}
