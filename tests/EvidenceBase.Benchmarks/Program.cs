using EvidenceBase.Benchmarks;

// Ratios, measured side by side in one run; never a bare time. Arguments name the benchmarks to run; without any, all run.
await using var place = await Workplace.Open();
Console.WriteLine($"On {place.Description}");
var wanted = args.ToHashSet();
foreach (var (name, run) in new (string, Func<Workplace, Task<IReadOnlyList<Ratio>>>)[]
{
    ("commands", CommandThroughput.Run),
    ("reads", StepViewReads.Run),
    ("rebuild", RebuildRate.Run),
})
{
    if (wanted.Count > 0 && !wanted.Contains(name))
        continue;
    foreach (var ratio in await run(place))
        Console.WriteLine(ratio);
}
