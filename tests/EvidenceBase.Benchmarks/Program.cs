using EvidenceBase.Benchmarks;

// The program starts itself anew as the app with nothing in it, to compare starts with.
if (args is [EmptyApp.Argument])
    return await EmptyApp.Run();

// Ratios, measured side by side in one run; never a bare time. Arguments name the benchmarks to run; without any, all run.
await using var place = await Workplace.Open();
Console.WriteLine($"On {place.Description}");
foreach (var (name, run) in new (string, Func<Workplace, Task<IReadOnlyList<Ratio>>>)[]
{
    ("commands", CommandThroughput.Run),
    ("reads", StepViewReads.Run),
    ("text", LongText.Run),
    ("intake", CodingIntake.Run),
    ("memory", IntakeMemory.Run),
    ("rebuild", RebuildRate.Run),
    ("matrices", MatricesOfMillion.Run),
    ("agreement", AgreementOfMillion.Run),
    ("start", StartToFirstAnswer.Run),
    ("history", LongHistory.Run),
})
{
    if (args.Length > 0 && !args.Contains(name))
        continue;
    foreach (var ratio in await run(place))
        Console.WriteLine(ratio);
}

return 0;
