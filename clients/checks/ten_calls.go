// Ten operations of a running Presently with the generated Go client.
package main

import (
	"context"
	"errors"
	"log"
	"os"
	"reflect"

	p "dev.presently/client"
)

func check(what string, expected, seen any) {
	if !reflect.DeepEqual(expected, seen) {
		log.Fatalf("%s: expected %v, got %v", what, expected, seen)
	}
}

// must takes the three results of every operation.
func must[T any](answer T, _ any, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return answer
}

func main() {
	const phone, desk = "+5511900000007", "+5511900000008"
	const phoneChat = "5511900000007@s.whatsapp.net"
	configuration := p.NewConfiguration()
	configuration.Servers = p.ServerConfigurations{{URL: os.Getenv("PRESENTLY_URL")}}
	client := p.NewAPIClient(configuration)
	ctx := context.WithValue(context.Background(), p.ContextAccessToken, os.Getenv("PRESENTLY_KEY"))

	check("getHealth", "ok", must(client.HealthAPI.GetHealth(ctx).Execute()).Data.Status)
	for name, number := range map[string]string{"go-phone": phone, "go-desk": desk} {
		create := p.NewSessionCreate(name)
		create.SetStart(true)
		create.SetPhoneNumber(number)
		created := must(client.SessionsAPI.CreateSession(ctx).SessionCreate(*create).Execute())
		check("createSession", p.CONNECTED, created.Data.Status)
	}
	engine := p.NewEngineIn(p.WAHA)
	engine.SetUrl("https://waha.acme.com")
	engine.SetSession("default")
	create := p.NewSessionCreate("go-shop")
	create.SetEngine(*engine)
	shop := must(client.SessionsAPI.CreateSession(ctx).SessionCreate(*create).Execute())
	check("the generated secret", 43, len(shop.Data.Engine.GetWebhookSecret()))
	update := p.NewSessionUpdate()
	update.SetPushName("Shop")
	changed := must(client.SessionsAPI.UpdateSession(ctx, "go-shop").SessionUpdate(*update).Execute())
	check("updateSession", "Shop", changed.Data.GetPushName())

	subscribed := must(client.SubscriptionsAPI.SubscribePresence(ctx, "go-desk", phoneChat).Execute())
	check("subscribePresence", true, subscribed.Data.GetSuccess())
	must(client.PresenceAPI.SetPresence(ctx, "go-phone").OwnPresence(*p.NewOwnPresence("available")).Execute())
	seen := must(client.PresenceAPI.GetPresence(ctx, "go-desk", phoneChat).Execute()).Data
	check("getPresence", phoneChat, seen.ChatId)
	check("getPresence", p.AVAILABLE, seen.Presence)
	listed := must(client.PresenceAPI.ListPresence(ctx, "go-desk").Limit(10).Execute()).Data
	check("listPresence", 1, len(listed))
	typing := p.NewTyping(desk)
	queued := must(client.PresenceAPI.SendTyping(ctx, "go-phone").Typing(*typing).Prefer("respond-async").Execute())
	check("sendTyping", "cmd_", queued.Data.GetCorrelationId()[:4])

	hook := p.NewWebhookCreate("http://127.0.0.1:9/")
	hook.SetSession("go-shop")
	hook.SetLabel("a label")
	created := must(client.WebhooksAPI.CreateWebhook(ctx).WebhookCreate(*hook).Execute()).Data
	check("createWebhook", true, len(created.HmacKey) >= 16)
	unlabeled := p.NewWebhookUpdate()
	unlabeled.SetLabelNil()
	unlabeled.SetEnabled(false)
	updated := must(client.WebhooksAPI.UpdateWebhook(ctx, created.Id).WebhookUpdate(*unlabeled).Execute()).Data
	check("updateWebhook", false, updated.HasLabel())
	check("updateWebhook", "go-shop", updated.GetSession())

	for _, name := range []string{"go-phone", "go-desk", "go-shop"} {
		check("deleteSession", true, must(client.SessionsAPI.DeleteSession(ctx, name).Execute()).Data.GetSuccess())
	}
	_, response, err := client.SessionsAPI.GetSession(ctx, "go-phone").Execute()
	var refused *p.GenericOpenAPIError
	if !errors.As(err, &refused) {
		log.Fatal("getSession of a deleted session succeeded")
	}
	check("getSession", 404, response.StatusCode)
	check("getSession", "session_not_found", refused.Model().(p.ErrorAnswer).Code)
}
