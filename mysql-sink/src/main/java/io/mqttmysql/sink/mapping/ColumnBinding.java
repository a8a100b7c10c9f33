// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.mapping;

import static io.mqttmysql.sink.value.Missing.MISSING;

import io.mqttmysql.sink.convert.ColumnConversion;
import io.mqttmysql.sink.convert.Conversions;
import io.mqttmysql.sink.expression.ColumnExpression;
import io.mqttmysql.sink.expression.OnError;
import io.mqttmysql.sink.expression.RecordView;
import io.mqttmysql.sink.expression.Source;
import io.mqttmysql.sink.expression.Source.Constant;
import io.mqttmysql.sink.expression.Source.WholePayload;
import io.mqttmysql.sink.row.ConfigurationProblem;
import io.mqttmysql.sink.row.InsertMode;
import io.mqttmysql.sink.step.LocalClock;
import io.mqttmysql.sink.step.StepContext;
import io.mqttmysql.sink.step.Steps;
import io.mqttmysql.sink.strategy.MappedColumn;
import io.mqttmysql.sink.strategy.MissingPolicy;
import io.mqttmysql.sink.strategy.WriteSpec;
import io.mqttmysql.sink.table.Column;
import io.mqttmysql.sink.table.ColumnType;
import io.mqttmysql.sink.value.BadValue;
import io.mqttmysql.sink.value.JsonReader;
import io.mqttmysql.sink.value.JsonText;
import java.util.function.Supplier;

/** One mapped column of a table as it is: what fills it, and what it can hold. Immutable. */
final class ColumnBinding {
    private static final JsonReader JSON = new JsonReader(64, 1_048_576);
    private final Column column;
    private final ColumnExpression expression;
    private final MissingPolicy missing;
    private final boolean mayBeLeftOut;
    private final boolean mayTakeDecimals;
    private final Steps steps;
    private final LocalClock clock;
    private final ColumnConversion conversion;
    /** The converted {@code default}, which may be null; MISSING where the expression has none. */
    private final Object otherwise;

    /**
     * @throws ConfigurationProblem when the column cannot hold what the expression says it is to hold
     */
    ColumnBinding(MappedColumn mapped, Column column, WriteSpec write, LocalClock clock) {
        this.column = column;
        this.expression = mapped.expression();
        this.missing = write.content().missing();
        this.mayBeLeftOut = column.isFilledByServer() || write.rules().mode() == InsertMode.UPDATE;
        this.mayTakeDecimals = TableChanges.mayTakeDecimals(column, write);
        this.clock = clock;
        this.steps = column.type().isNumeric() ? expression.steps().forNumbers() : expression.steps();
        this.conversion = Conversions.to(column, clock);
        this.otherwise = expression.otherwise().isPresent()
                ? literal(expression.otherwise().get().value())
                : MISSING;
        if (expression.source() instanceof Constant constant) {
            constant(constant.literal().value());
        }
        if (expression.onError() == OnError.NULL && !column.takesNull()) {
            throw new ConfigurationProblem("column '" + column.name() + "' is NOT NULL, which does not go with '"
                    + expression.text() + "'; let the column be NULL, or take 'on error null' away");
        }
    }

    private StepContext ofConfiguration() {
        return new StepContext(JSON::read, clock, null);
    }

    /** What a default says the column is to hold. */
    private Object literal(Object value) {
        return checked(value, () -> steps.ofLiteral(value, ofConfiguration()));
    }

    /** A constant is the source, and all steps follow. */
    private void constant(Object value) {
        checked(value, () -> steps.apply(value, ofConfiguration()));
    }

    private Object checked(Object value, Supplier<Object> decoded) {
        try {
            Object result = value == null ? null : decoded.get();
            return result == null || result == MISSING ? nothing("it is null") : conversion.convert(result);
        } catch (BadValue e) {
            throw new ConfigurationProblem("column '" + column.name() + "' (" + column.declaration()
                    + ") cannot hold the literal of '" + expression.text() + "': " + e.getMessage());
        }
    }

    Column column() {
        return column;
    }

    Source source() {
        return expression.source();
    }

    /**
     * The column's value, {@code null}, or MISSING where the column is to be left out.
     *
     * @throws BadValue when the record's value does not fit
     */
    Object value(RecordView view) {
        Object value;
        try {
            value = converted(view);
        } catch (BadValue e) {
            if (expression.onError() == OnError.NULL && !(mayTakeDecimals && isNumber(view))) {
                return null;
            }
            throw e;
        }
        if ((value == MISSING || value == null) && otherwise != MISSING) {
            return otherwise;
        }
        if (value == MISSING) {
            return missing();
        }
        return value == null ? nothing("the value of '" + expression.text() + "' is null") : value;
    }

    private Object converted(RecordView view) {
        Object raw = read(view);
        if (raw == MISSING || raw == null) {
            return raw;
        }
        Object decoded = decoded(raw, view);
        return decoded == MISSING || decoded == null
                ? decoded
                : conversion.convert(decoded, view.record().timestamp());
    }

    private Object decoded(Object raw, RecordView view) {
        return steps.isEmpty() ? raw : steps.apply(raw, view.steps(clock));
    }

    /** A number is not an error where the column may be made one that takes it. */
    private boolean isNumber(RecordView view) {
        try {
            return Conversions.isNumber(decoded(read(view), view));
        } catch (BadValue e) {
            return false;
        }
    }

    /** Text or bytes that fill a JSON column whole must be a document themselves. */
    private Object read(RecordView view) {
        Object raw = expression.source().read(view);
        boolean isDocument = column.type() == ColumnType.JSON
                && raw != null
                && expression.source() instanceof WholePayload
                && steps.isEmpty();
        return isDocument ? new JsonText(view.payload().asJsonText()) : raw;
    }

    private Object missing() {
        String what = "the record has no '" + expression.text() + "'";
        return switch (missing) {
            case NULL -> nothing(what);
            case ERROR -> throw new BadValue(what + ", and 'missing' is 'error'");
            case KEEP -> {
                if (!mayBeLeftOut) {
                    throw new BadValue(what + ", and the column is NOT NULL without a default");
                }
                yield MISSING;
            }
        };
    }

    private Object nothing(String what) {
        if (!column.takesNull()) {
            throw new BadValue(what + ", and the column is NOT NULL; give the expression a default");
        }
        return null;
    }
}
