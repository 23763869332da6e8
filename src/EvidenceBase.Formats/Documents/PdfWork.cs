using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Geometry;
using UglyToad.PdfPig.Graphics.Operations;
using UglyToad.PdfPig.Graphics.Operations.TextShowing;
using UglyToad.PdfPig.Outline.Destinations;
using UglyToad.PdfPig.Parser;
using UglyToad.PdfPig.Tokenization.Scanner;
using UglyToad.PdfPig.Tokens;

namespace EvidenceBase.Formats.Documents;

/// <summary>
/// Goes through what a page would draw before the library draws it. A page may draw a form (ISO 32000-1, 8.10), that one others, and so on: each
/// twice in the next makes a few of them more work than a machine can ever do, and two that draw each other end in no memory for the stack. So forms
/// are followed here first, with bounds on how deep they are nested and how much they draw.
/// </summary>
internal sealed class PdfWork(
    IPdfTokenScanner scanner, IResourceStore store, ILookupFilterProvider filters, IPageContentParser parser, ParsingOptions options)
    : IPageFactory<PdfWork.Measured>
{
    private readonly PdfBounds bounds = (PdfBounds)options.Logger;
    private readonly Pages pages = new(scanner, store, filters, parser, options);

    /// <summary>What the library asks for: a page. Nothing of it is kept.</summary>
    internal sealed record Measured;

    public Measured Create(int number, DictionaryToken dictionary, PageTreeMembers pageTreeMembers, NamedDestinations namedDestinations)
    {
        // The parts of a page are put together as often as they are listed, before anything of them is looked at.
        if (dictionary.TryGet(NameToken.Contents, scanner, out ArrayToken? parts))
        {
            foreach (var part in parts.Data.OfType<IndirectReferenceToken>())
                bounds.Take(scanner.Get(part.Data)?.Data is StreamToken stream ? stream.Data.Length : 0);
        }

        return pages.Create(number, dictionary, pageTreeMembers, namedDestinations);
    }

    private sealed class Pages(
        IPdfTokenScanner scanner, IResourceStore store, ILookupFilterProvider filters, IPageContentParser parser, ParsingOptions options)
        : BasePageFactory<Measured>(scanner, store, filters, parser, options)
    {
        private const int MostDepth = 32;
        private const int MostOperations = 5_000_000;
        private const int MostSigns = 500_000;

        private readonly PdfBounds bounds = (PdfBounds)options.Logger;
        private readonly Dictionary<IndirectReference, IReadOnlyList<IGraphicsStateOperation>> forms = [];
        private long operationsLeft;
        private long signsLeft;

        protected override Measured ProcessPage(
            int pageNumber,
            DictionaryToken dictionary,
            NamedDestinations namedDestinations,
            MediaBox mediaBox,
            CropBox cropBox,
            UserSpaceUnit userSpaceUnit,
            PageRotationDegrees rotation,
            TransformationMatrix initialMatrix,
            IReadOnlyList<IGraphicsStateOperation> operations)
        {
            (operationsLeft, signsLeft) = (MostOperations, MostSigns);
            forms.Clear();
            Follow(operations, 0);
            return new();
        }

        private void Follow(IReadOnlyList<IGraphicsStateOperation> operations, int depth)
        {
            bounds.CheckTime();
            operationsLeft -= operations.Count + 1;
            if (operationsLeft < 0)
                bounds.Refuse("A page of the PDF draws the same parts again and again, or far more than a page holds; it was made to harm, or it is damaged. Print it anew, or send its text.");
            foreach (var operation in operations)
            {
                signsLeft -= Signs(operation);
                if (signsLeft < 0)
                    bounds.Refuse($"A page of the PDF has more than {MostSigns} signs. Split it, or send its text.");
                if (operation is InvokeNamedXObject form)
                    Form(form.Name, depth);
            }
        }

        private void Form(NameToken name, int depth)
        {
            if (!ResourceStore.TryGetXObject(name, out var stream)
                || !stream.StreamDictionary.TryGet(NameToken.Subtype, PdfScanner, out NameToken? kind) || !kind.Equals(NameToken.Form))
                return;
            if (depth >= MostDepth)
                bounds.Refuse($"The PDF draws parts in parts more than {MostDepth} deep, or in themselves; it is damaged, or it was made to harm. Print it anew.");
            IndirectReference? shared = ResourceStore.TryGetXObjectReference(name, out var reference) ? reference : null;
            var hasResources = stream.StreamDictionary.TryGet(NameToken.Resources, PdfScanner, out DictionaryToken? resources);
            if (hasResources)
                ResourceStore.LoadResourceDictionary(resources!);
            try
            {
                Follow(Operations(shared, stream), depth + 1);
            }
            finally
            {
                if (hasResources)
                    ResourceStore.UnloadResourceDictionary();
            }
        }

        private IReadOnlyList<IGraphicsStateOperation> Operations(IndirectReference? shared, StreamToken stream)
        {
            if (shared is { } known && forms.TryGetValue(known, out var before))
                return before;
            bounds.Take(stream.Data.Length);
            var operations = PageContentParser.Parse(0, new MemoryInputBytes(stream.Decode(FilterProvider, PdfScanner)), ParsingOptions.Logger);
            if (shared is { } reference)
                forms[reference] = operations;
            return operations;
        }

        private static int Signs(IGraphicsStateOperation operation) => operation switch
        {
            ShowText show => show.Text?.Length ?? show.Bytes.Length,
            MoveToNextLineShowText show => show.Text?.Length ?? show.Bytes.Length,
            MoveToNextLineShowTextWithSpacing show => show.Text?.Length ?? show.Bytes.Length,
            ShowTextsWithPositioning show => show.Array.Sum(part => part switch
            {
                StringToken text => text.Data.Length,
                HexToken text => text.Bytes.Length,
                _ => 0,
            }),
            _ => 0,
        };
    }
}
