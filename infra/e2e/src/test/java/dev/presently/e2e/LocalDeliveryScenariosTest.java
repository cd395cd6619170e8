package dev.presently.e2e;

class LocalDeliveryScenariosTest extends DeliveryScenarios {
  @Override
  Deployment deployment() {
    return new LocalDeployment();
  }
}
