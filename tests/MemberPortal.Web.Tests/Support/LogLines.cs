using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace MemberPortal.Web.Tests.Support;

/// <summary>Keeps every line logged, of whatever level and category, with all that a structured log writes beside it.</summary>
internal sealed class LogLines : ILoggerProvider, ILogger, ISupportExternalScope
{
    private readonly ConcurrentQueue<(string Line, string Beside)> _lines = new();
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    /// <summary>What a person reads.</summary>
    public string[] All => [.. _lines.Select(line => line.Line)];

    /// <summary>And what a machine keeps: the values by name, and those of the scopes around.</summary>
    public string[] Whole => [.. _lines.Select(line => $"{line.Line} {line.Beside}")];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => _scopes.Push(state);

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var beside = new List<string> { Text(state) };
        _scopes.ForEachScope((scope, said) => said.Add(Text(scope)), beside);
        _lines.Enqueue(($"{formatter(state, exception)} {exception}".TrimEnd(), string.Join(' ', beside)));
    }

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
    }

    private static string Text(object? said) => said is IEnumerable<KeyValuePair<string, object?>> values
        ? string.Join(' ', values.Select(value => $"{value.Key}={value.Value}"))
        : $"{said}";
}
