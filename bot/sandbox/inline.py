"""Inline mode: what the bot offers for a query, and the message that the chosen offer becomes."""

from datetime import timedelta

from bot.sandbox.errors import Json, Overtaken, Refused
from bot.sandbox.texts import formatted
from bot.sandbox.world import World

TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
LIFETIME = timedelta(minutes=15)
MOST_RESULTS = 50


def answer_inline_query(world: World, params: Json) -> bool:
    asked = world.asked.get(params["inline_query_id"])
    if asked is None or asked.results is not None or not world.fresh(asked.at, LIFETIME):
        raise Overtaken(TOO_OLD)
    results = params["results"]
    if len(results) > MOST_RESULTS:
        raise Refused("RESULTS_TOO_MUCH")
    by_id = {result["id"]: result for result in results}
    if len(by_id) < len(results):
        raise Refused("RESULT_ID_DUPLICATE")
    for result in results:
        content_of(world, result)
    asked.results = by_id
    facts = {"results": results, "next_offset": params.get("next_offset", ""), "button": params.get("button")}
    world.tell("inline_answer", inline_query_id=params["inline_query_id"], person_id=asked.person_id, **facts)
    return True


def content_of(world: World, result: Json) -> Json:
    """The content of the message that is sent when a person chooses this result."""
    if "input_message_content" in result:
        given = result["input_message_content"]
        if "message_text" in given:
            return formatted(given, "message_text", "entities", into="text")
        return {"location": {"latitude": given["latitude"], "longitude": given["longitude"]}}
    if result["type"] == "location":
        return {"location": {"latitude": result["latitude"], "longitude": result["longitude"]}}
    kind = result["type"]
    stored = world.files.again(kind, result[f"{kind}_file_id"])
    return stored.shown() | formatted(result, "caption", "caption_entities")
