using System.Globalization;
using EvidenceBase.Record.Agreement;

namespace EvidenceBase.Tests.Agreement;

/// <summary>
/// Data of the literature as codings: item n of a table is code point n of a document, the category a coder gave it a code that he applied
/// there. What is missing is not coded.
/// </summary>
internal static class ReliabilityData
{
    public const char Missing = '*';

    /// <param name="coders">A row for each coder, a character for each item.</param>
    public static AgreementData Items(params string[] coders) => Items(coders, [.. coders.SelectMany(row => row).Where(value => value != Missing).Distinct().Order()]);

    /// <param name="categories">Those to choose from, used or not.</param>
    public static AgreementData Items(string[] coders, char[] categories) => Of(
        coders.Length,
        categories.Length,
        [new(coders[0].Length, [.. coders.SelectMany((row, coder) => row.Select((value, item) => (value, item)).Where(one => one.value != Missing)
            .Select(one => new CodedSpan(0, coder, Array.IndexOf(categories, one.value), one.item, one.item + 1)))])]);

    /// <summary>A digit for each item, as the weight of one code.</summary>
    public static AgreementData Numbers(params string[] coders) => Of(
        coders.Length,
        1,
        [new(coders[0].Length, [.. coders.SelectMany((row, coder) => row.Select((value, item) => (value, item)).Where(one => one.value != Missing)
            .Select(one => new CodedSpan(0, coder, 0, one.item, one.item + 1, one.value - '0')))])]);

    /// <summary>A contingency table of two coders, rows being the first.</summary>
    public static AgreementData Table(int[,] table)
    {
        var (spans, at) = (new List<CodedSpan>(), 0);
        for (var row = 0; row < table.GetLength(0); row++)
        {
            for (var column = 0; column < table.GetLength(1); column++)
            {
                for (var item = 0; item < table[row, column]; item++, at++)
                    spans.AddRange([new(0, 0, row, at, at + 1), new(0, 1, column, at, at + 1)]);
            }
        }

        return Of(2, table.GetLength(0), [new(at, spans)]);
    }

    /// <summary>Codings of a text; the indices of documents are set here.</summary>
    public static AgreementData Of(int layers, int codes, IReadOnlyList<(int Length, IReadOnlyList<CodedSpan> Spans)> documents) => new(
        [.. Enumerable.Range(0, layers).Select(Layer)],
        [.. documents.Select((document, index) => new ComparedDocument(
            DocumentId(index), $"D{index + 1}", 1, document.Length, document.Spans.Select(span => Layer(span.Layer)).ToHashSet()))],
        [.. Enumerable.Range(0, codes).Select(code => new ComparedCode(CodeId(code), $"c{code}"))],
        [.. documents.SelectMany((document, index) => document.Spans.Select(span => span with { Document = index }))]);

    public static string Layer(int number) => $"coder-{number:D2}";

    public static Guid CodeId(int number) => Guid.Parse($"00000000-0000-7000-8000-{number:D12}");

    public static Guid DocumentId(int number) => Guid.Parse($"00000000-0000-7000-9000-{number:D12}");

    public static AgreementParameters Categories(params Coefficient[] coefficients) =>
        new(UnitOfAnalysis.Characters, Valuation.Code, coefficients, Uncoded.Missing);

    public static AgreementParameters Weights(params Coefficient[] coefficients) => new(UnitOfAnalysis.Characters, Valuation.Weight, coefficients);

    public static AgreementParameters Presence(params Coefficient[] coefficients) => new(UnitOfAnalysis.Characters, Valuation.Presence, coefficients);

    /// <summary>The one value over all codes.</summary>
    public static AgreementResult Overall(this AgreementData data, AgreementParameters parameters, Coefficient coefficient) =>
        AgreementMeasurement.Of(data, parameters with { Coefficients = [coefficient] }).Single(result => result.Code is null);

    public static AgreementResult OfCode(this AgreementData data, AgreementParameters parameters, Coefficient coefficient, int code) =>
        AgreementMeasurement.Of(data, parameters with { Coefficients = [coefficient] }).Single(result => result.Code == CodeId(code));

    public static AgreementResult Rated(this AgreementData data, Coefficient coefficient) => data.Overall(Categories(), coefficient);

    /// <summary>As it is printed in the literature, with so many decimals.</summary>
    public static decimal Rounded(this string? value, int decimals) =>
        Math.Round(decimal.Parse(value!, NumberStyles.Float, CultureInfo.InvariantCulture), decimals, MidpointRounding.AwayFromZero);
}
