// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.expression;

import io.mqttmysql.sink.expression.Source.Capture;
import io.mqttmysql.sink.expression.Source.Constant;
import io.mqttmysql.sink.expression.Source.ElementKey;
import io.mqttmysql.sink.expression.Source.ElementPath;
import io.mqttmysql.sink.expression.Source.HeaderValue;
import io.mqttmysql.sink.expression.Source.KafkaMetadata;
import io.mqttmysql.sink.expression.Source.KeyPath;
import io.mqttmysql.sink.expression.Source.KeyedPath;
import io.mqttmysql.sink.expression.Source.MatchedTopic;
import io.mqttmysql.sink.expression.Source.PayloadPath;
import io.mqttmysql.sink.expression.Source.TopicLevel;
import io.mqttmysql.sink.expression.Source.WholeKey;
import io.mqttmysql.sink.expression.Source.WholePayload;
import io.mqttmysql.sink.grammar.Cursor;
import io.mqttmysql.sink.grammar.InvalidExpression;
import io.mqttmysql.sink.grammar.JsonPathParser;
import io.mqttmysql.sink.grammar.Literal;
import io.mqttmysql.sink.grammar.LiteralParser;
import io.mqttmysql.sink.value.JsonPath;

/** Reads the first part of an expression: where the value comes from. */
final class SourceParser {
    private final Cursor cursor;
    private final LiteralParser literals;

    SourceParser(Cursor cursor) {
        this.cursor = cursor;
        this.literals = new LiteralParser(cursor);
    }

    Source source() {
        return switch (cursor.peek()) {
            case '$' -> path();
            case '{' -> new Capture(captureName());
            case '@' -> element();
            default -> literals.startsHere() ? new Constant(literals.literal()) : word();
        };
    }

    private Source path() {
        int start = cursor.position();
        if (cursor.take("${")) {
            String name = cursor.takeName();
            throw cursor.errorAt(start, "a capture has no dollar sign; write {" + name + "}");
        }
        JsonPath path = JsonPathParser.parseOfElement(cursor);
        return path.isKeyed() ? new KeyedPath(path) : new PayloadPath(path);
    }

    private Source element() {
        int start = cursor.position();
        cursor.advance();
        int level = cursor.take("^") ? 1 : 0;
        boolean isKey = cursor.takeWord().equals("key") && cursor.endsSource();
        if (isKey) {
            return new ElementKey(level);
        }
        cursor.returnTo(start);
        return new ElementPath(level, JsonPathParser.parse(cursor));
    }

    private String captureName() {
        int start = cursor.position();
        cursor.advance();
        String name = cursor.takeName();
        if (!name.isEmpty() && cursor.take("#}")) {
            throw cursor.errorAt(start, "the # belongs into match; write {" + name + "}");
        }
        if (name.isEmpty() || !cursor.take("}")) {
            throw cursor.errorAt(start, "a capture is written {name}, with letters, digits, '_' and '-'");
        }
        return name;
    }

    private Source word() {
        int start = cursor.position();
        String word = cursor.takeWord();
        return switch (word) {
            case "payload" -> payload(start);
            case "mqtt" -> mqtt(start);
            case "key" -> key(start);
            case "header" -> header(start);
            case "kafka" -> kafka(start);
            case "true" -> new Constant(new Literal(true));
            case "false" -> new Constant(new Literal(false));
            case "null" -> new Constant(new Literal(null));
            default -> throw unknown(start, word);
        };
    }

    private InvalidExpression unknown(int start, String word) {
        if (word.isEmpty()) {
            return cursor.errorAt(
                    start,
                    "a source is expected: a path such as $.temperature, payload, mqtt.topic, "
                            + "{capture}, key, header.<name>, kafka.timestamp or a literal");
        }
        return cursor.errorAt(
                start,
                "'" + word + "' is not a source; for a member of the payload write $." + word + ", for a text write '"
                        + word + "'");
    }

    private Source payload(int start) {
        if (cursor.peek() == '.' || cursor.peek() == '[') {
            cursor.takeWhile(c -> c != ' ');
            String rest = cursor.between(start + "payload".length(), cursor.position());
            throw cursor.errorAt(
                    start,
                    "'payload' is the whole value and has no parts; where the payload is JSON, a part of it is $"
                            + rest);
        }
        return new WholePayload();
    }

    private Source mqtt(int start) {
        if (!cursor.take(".topic") || Cursor.isNameCharacter(cursor.peek()) || cursor.peek() == '.') {
            cursor.takeWhile(c -> c != ' ');
            String whole = cursor.between(start, cursor.position());
            throw cursor.errorAt(
                    start,
                    "only mqtt.topic and mqtt.topic[n] begin with 'mqtt'; for a header write header['" + whole + "']");
        }
        if (!cursor.take("[")) {
            return new MatchedTopic();
        }
        int place = cursor.position();
        String digits = cursor.takeWhile(c -> c == '-' || (c >= '0' && c <= '9'));
        if (!digits.matches("-?\\d{1,5}") || !cursor.take("]")) {
            throw cursor.errorAt(place, "a level is counted from 0, or from the end with -1; write mqtt.topic[0]");
        }
        return new TopicLevel(Integer.parseInt(digits));
    }

    private Source key(int start) {
        if (cursor.peek() == '.' || cursor.peek() == '[') {
            cursor.takeWhile(c -> c != ' ');
            String rest = cursor.between(start + "key".length(), cursor.position());
            throw cursor.errorAt(start, "for a part of the record's key write key $" + rest);
        }
        int end = cursor.position();
        cursor.skipBlanks();
        if (cursor.peek() == '$') {
            return new KeyPath(JsonPathParser.parse(cursor));
        }
        cursor.returnTo(end);
        return new WholeKey();
    }

    private Source header(int start) {
        if (cursor.take("['")) {
            String name = cursor.takeWhile(c -> c != '\'');
            if (!name.isEmpty() && cursor.take("']")) {
                return new HeaderValue(name);
            }
            throw cursor.errorAt(start, "a header is written header.name or header['name']");
        }
        String name = cursor.take(".") ? cursor.takeName() : "";
        if (!name.isEmpty() && cursor.endsSource()) {
            return new HeaderValue(name);
        }
        String rest = name + cursor.takeWhile(c -> c != ' ');
        String example = rest.isEmpty() ? "header['name']" : "header['" + rest + "']";
        throw cursor.errorAt(start, "a header is written header.name or header['name']; write " + example);
    }

    private Source kafka(int start) {
        String member = cursor.take(".") ? cursor.takeWord() : "";
        return switch (member) {
            case "topic" -> KafkaMetadata.TOPIC;
            case "partition" -> KafkaMetadata.PARTITION;
            case "offset" -> KafkaMetadata.OFFSET;
            case "timestamp" -> KafkaMetadata.TIMESTAMP;
            default ->
                throw cursor.errorAt(
                        start, "of Kafka there are kafka.topic, kafka.partition, kafka.offset and kafka.timestamp");
        };
    }
}
